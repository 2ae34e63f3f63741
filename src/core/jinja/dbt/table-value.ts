import { functionOf, listOf, tupleOf, type HostObject, type Value } from "../values.ts";
import { dictOf } from "./dict-of.ts";
import type { QueryRows } from "./query-rows.ts";

/** The result of a query as `run_query` gives it: agate's `Table` (agate: table/__init__.py). */
export function tableValue({ columns, values }: QueryRows): HostObject {
  const columnAt = (name: string): HostObject => columnValue(name, values);
  const rows = sequence("MappedSequence", {
    keys: [],
    values: values.map((value) => rowValue(columns, value)),
    at: () => undefined,
  });
  const attributes: Readonly<Record<string, Value>> = {
    columns: sequence("MappedSequence", {
      keys: columns,
      values: columns.map(columnAt),
      at: (key) => columnAt(typeof key === "string" ? key : ""),
    }),
    column_names: tupleOf(columns),
    rows,
  };
  return {
    type: "host",
    className: "Table",
    text: () => "",
    iterate: () => rows.iterate?.() ?? [],
    item: rows.item ?? (() => undefined),
    attribute: (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined),
  };
}

/** What `load_result` gives: the rows as tuples, and the table. */
export function resultValue(rows: QueryRows): Value {
  const width = Math.max(1, rows.columns.length);
  const tuples = rows.values.map((value) => tupleOf(Array.from({ length: width }, () => value)));
  return dictOf([
    ["response", ""],
    ["data", listOf(tuples)],
    ["table", tableValue(rows)],
  ]);
}

function columnValue(name: string, values: readonly string[]): HostObject {
  const column = sequence("Column", { keys: [], values, at: () => undefined });
  return { ...column, attribute: (key) => (key === "name" ? name : column.attribute(key)) };
}

function rowValue(columns: readonly string[], value: string): HostObject {
  const width = Math.max(1, columns.length);
  return sequence("Row", {
    keys: columns,
    values: Array.from({ length: width }, () => value),
    at: () => value,
  });
}

interface Sequence {
  readonly keys: readonly string[];
  readonly values: readonly Value[];
  /** What stands at a key that is no position of the sequence. */
  readonly at: (key: Value) => Value | undefined;
}

/** agate's `MappedSequence` (agate: mapped_sequence.py): read by position or by name. */
function sequence(className: string, { keys, values, at }: Sequence): HostObject {
  const item = (key: Value): Value | undefined =>
    (typeof key === "bigint" ? values.at(Number(key)) : undefined) ?? at(key);
  const entries = keys.map((key, index) => [key, values[index] ?? null] as const);
  const methods: Readonly<Record<string, () => Value>> = {
    values: () => tupleOf(values),
    values_distinct: () => tupleOf([...new Set(values)]),
    values_without_nulls: () => tupleOf(values),
    keys: () => tupleOf(keys),
    items: () => listOf(entries.map((entry) => tupleOf(entry))),
    dict: () => dictOf(entries),
  };
  return {
    type: "host",
    className,
    text: () => "",
    iterate: () => values,
    item,
    attribute: (name) => {
      if (name === "get") return functionOf(name, ([key, fallback]) => item(key ?? null) ?? fallback ?? null);
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return method === undefined ? undefined : functionOf(name, method);
    },
  };
}
