import type { TypedValue, Value } from "../values.ts";

/** Whether a value carries a type of its own. */
export function isTyped(value: Value): value is TypedValue {
  return typeof value === "object" && value !== null;
}

/** Whether a value is of this type. */
export function is<T extends TypedValue["type"]>(
  value: Value,
  type: T,
): value is Extract<TypedValue, { readonly type: T }> {
  return isTyped(value) && value.type === type;
}

/** The number that a value counts as: True is 1. Null for what is no number. */
export function numberOf(value: Value): bigint | number | null {
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "bigint" || typeof value === "number" ? value : null;
}
