import { listOf, tupleOf, type HostObject, type Value } from "../values.ts";
import { Dict } from "../dict.ts";
import { method, unknown, unknownAmong, type Call } from "./call.ts";
import { valueOfJson } from "../json-value.ts";
import { dictOf } from "./dict-of.ts";
import { parseJson, writeJson } from "./json-text.ts";
import { readYaml } from "../yaml/read-yaml.ts";
import type { RenderState } from "./render-state.ts";

/** Whether there is a warehouse, and what dbt's command line and errors are to a template. */
export function functionNames({ execute }: RenderState): Readonly<Record<string, () => Value>> {
  return {
    execute: () => execute,
    exceptions: () => exceptionsValue,
    flags: () => flagsValue,
    validation: () => validationValue,
  };
}

const FUNCTIONS: Readonly<Record<string, (call: Call) => Value>> = {
  log: () => "",
  print: () => "",
  debug: () => "",
  fromjson: ({ at, site, text }) => parsed(text(0, "string"), at(1, "default"), site),
  fromyaml: ({ at, text }) => unknownAmong([at(0, "value")]) ?? fromYaml(text(0, "value") ?? ""),
  tojson: ({ at, site }) => writeJson(at(0, "value") ?? null, site),
  toyaml: ({ at, site }) => writeJson(at(0, "value") ?? null, site),
  set: (call) => asSet(call, call.at(1, "default") ?? null),
  set_strict: (call) => asSet(call, null),
  zip: (call) => zipped(call),
  zip_strict: (call) => zipped(call),
  local_md5: () => unknown("local_md5"),
  doc: () => "",
  write: () => "",
  try_or_compiler_error: ({ args, kwargs, site }) => {
    const [, callee, ...rest] = args;
    return callee === undefined ? null : site.call(callee, rest, kwargs);
  },
};

/** dbt's plain functions (dbt-core: context/base.py). */
export const PLAIN_FUNCTIONS = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, body]) => {
    const value = method(name, body);
    return [name, () => value] as const;
  }),
);

function parsed(text: string | null, fallback: Value | undefined, site: Call["site"]): Value {
  const json = parseJson(text ?? "");
  if (json !== undefined) return valueOfJson(json);
  return fallback ?? site.refuse("fromjson was given what is no JSON.");
}

/** Where a text is no YAML dbt gives the default; what is not read here may be YAML all the same. */
function fromYaml(text: string): Value {
  const json = parseJson(text);
  const value = json === undefined ? readYaml(text) : valueOfJson(json);
  return value === undefined ? unknown("fromyaml") : value;
}

function asSet({ at, site }: Call, fallback: Value): Value {
  const value = at(0, "value") ?? null;
  if (value === null) return fallback;
  return { type: "set", members: new Dict(site.iterate(value).map((item) => [item, null] as const)) };
}

function zipped({ args, site }: Call): Value {
  const lost = unknownAmong(args);
  if (lost !== undefined) return lost;
  const lists = args.map((arg) => site.iterate(arg));
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  site.spend(length * lists.length);
  return listOf(Array.from({ length }, (_none, index) => tupleOf(lists.map((list) => list[index] ?? null))));
}

/** Warnings are nobody's to read; everything else ends the rendering, as it ends a compile. */
const exceptionsValue: HostObject = {
  type: "host",
  className: "Exceptions",
  text: () => "",
  attribute: (name) =>
    method(name, ({ args, kwargs, site }) => {
      if (name.startsWith("warn")) return "";
      const [message] = [...args, ...kwargs.values()];
      return site.refuse(message === undefined ? `The template calls ${name}.` : site.text(message));
    }),
};

/**
 * What the command line says where it says nothing but `compile`: packages refuse a lack of columns in a run alone
 * (dbt_utils: macros/sql/star.sql, union.sql).
 */
const flagsValue: HostObject = {
  type: "host",
  className: "Flags",
  text: () => "",
  attribute: (name) =>
    name === "WHICH" ? "compile" : name === "EMPTY" || name === "FULL_REFRESH" ? false : null,
};

/** `validation.any[…]` takes whatever it is given. */
const validationValue: Value = dictOf([
  [
    "any",
    {
      type: "host",
      className: "any",
      text: () => "",
      attribute: () => undefined,
      item: () => method("any", ({ at }) => at(0, "value") ?? null),
    },
  ],
]);
