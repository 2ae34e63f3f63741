import type { TypedValue, Value } from "../values.ts";

const NAMES: Readonly<Record<Exclude<TypedValue["type"], "host" | "iterator">, string>> = {
  list: "list",
  tuple: "tuple",
  dict: "dict",
  set: "set",
  range: "range",
  namespace: "Namespace",
  macro: "Macro",
  function: "function",
  undefined: "Undefined",
  unknown: "unknown",
};

/** The name of a value's type as Python's messages have it. */
export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "string") return "str";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float";
  if (value.type === "host") return value.className;
  return value.type === "iterator" ? value.of : NAMES[value.type];
}
