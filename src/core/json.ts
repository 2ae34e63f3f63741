/** A JSON value as it stands in an artifact or in the report. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. Keys that an artifact lacks read as `undefined`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a JSON value is an object (not null, not a list). */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Whether a JSON value is a list. `Array.isArray` alone loses the element type of readonly lists. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * One text for every JSON value that means the same: keys sorted, null and missing equal.
 * dbt 1.x writes null where dbt 2.0 leaves the key out, so the two must compare equal.
 */
export function canonical(value: Json | undefined): string {
  if (value === undefined || value === null) return "null";
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== null && value[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(",")}}`;
}

/** Whether two JSON values mean the same; see {@link canonical}. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  return left === right || canonical(left) === canonical(right);
}
