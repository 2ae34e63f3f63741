import type { HostObject, Value } from "../values.ts";
import { method, unknown, type Call } from "./call.ts";
import type { KnownColumn, Side } from "./render-state.ts";

const columns = new WeakMap<object, KnownColumn>();

/** The column behind a value of a template; null where it is none. */
export function columnOf(value: Value | undefined): KnownColumn | null {
  return typeof value === "object" && value !== null ? (columns.get(value) ?? null) : null;
}

/** dbt's `Column` (dbt-adapters: base/column.py). A type that nobody told is unknown. */
export function columnValue(column: KnownColumn, side: Side): HostObject {
  const { name, type } = column;
  const { quotes } = side.traits;
  const kind = type === null ? unknown(`type of ${name}`) : type;
  const attributes: Readonly<Record<string, Value>> = {
    name,
    column: name,
    quoted: `${quotes[0]}${name}${quotes[1]}`,
    dtype: kind,
    data_type: kind,
    expanded_data_type: kind,
    char_size: null,
    numeric_precision: null,
    numeric_scale: null,
    mode: "NULLABLE",
  };
  const value: HostObject = {
    type: "host",
    className: "Column",
    key: `${name} ${type ?? ""}`,
    text: () => `<Column ${name} (${type ?? "unknown"})>`,
    attribute: (key) => (Object.hasOwn(attributes, key) ? attributes[key] : typeTest(key, { name, type })),
  };
  columns.set(value, column);
  return value;
}

const FAMILIES: Readonly<Record<string, RegExp>> = {
  is_string: /char|text|string/iu,
  is_integer: /^(?:u?(?:big|small|tiny|huge|medium)?int|serial)/iu,
  is_float: /^(?:float|double|real)/iu,
  is_numeric: /^(?:numeric|decimal|number|bignumeric)/iu,
  is_number:
    /^(?:u?(?:big|small|tiny|huge|medium)?int|serial|float|double|real|numeric|decimal|number|bignumeric)/iu,
};

function typeTest(key: string, { name, type }: KnownColumn): Value | undefined {
  const family = Object.hasOwn(FAMILIES, key) ? FAMILIES[key] : undefined;
  if (family !== undefined) {
    return method(key, () => (type === null ? unknown(`type of ${name}`) : family.test(type)));
  }
  if (key === "string_size") return method(key, () => sizeIn(type));
  return undefined;
}

function sizeIn(type: string | null): Value {
  const size = /\((\d{1,9})\)/u.exec(type ?? "")?.[1];
  return size === undefined ? 256n : BigInt(size);
}

/** `api.Column`: a class that makes columns and names types. */
export function columnClass(side: Side): HostObject {
  const create = (call: Call): Value =>
    columnValue({ name: call.text(0, "column") ?? "", type: call.text(1, "dtype") }, side);
  const methods: Readonly<Record<string, (call: Call) => Value>> = {
    create,
    translate_type: ({ text }) => {
      const type = text(0, "dtype") ?? "";
      return side.traits.typeLabels[type.toUpperCase()] ?? type;
    },
    string_type: ({ text }) => `character varying(${text(0, "size") ?? ""})`,
    numeric_type: ({ text }) => {
      const [type, precision, scale] = [text(0, "dtype") ?? "", text(1, "precision"), text(2, "scale")];
      if (side.traits.plainNumerics || precision === null || scale === null) return type;
      return `${type}(${precision},${scale})`;
    },
  };
  return {
    type: "host",
    className: "Column",
    text: () => "Column",
    attribute: (name) => {
      const body = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return body === undefined ? undefined : method(name, body);
    },
    call: (args, kwargs, site) => site.call(method("Column", create), args, kwargs),
  };
}
