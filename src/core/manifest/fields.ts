import { isList, isObject, type Json, type JsonObject } from "../json.ts";

/** What an entry of an artifact may hold under one key; a missing key reads as undefined. */
type Field = Json | undefined;

// One empty object and list for all: a large project has a million of them otherwise.
const EMPTY: JsonObject = Object.freeze({});
const NONE: readonly never[] = Object.freeze([]);

/** Text, numbers and booleans as text; anything else as null. YAML writes `version: 1` and `expr: 1` without quotes. */
export function optionalText(value: Field): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return null;
}

/** As {@link optionalText}, with the empty text counted as absent. */
export function filledText(value: Field): string | null {
  const found = optionalText(value);
  return found === "" ? null : found;
}

/** As {@link optionalText}, with a text to fall back on. */
export function text(value: Field, fallback = ""): string {
  return optionalText(value) ?? fallback;
}

/** A number, or null. */
export function optionalNumber(value: Field): number | null {
  return typeof value === "number" ? value : null;
}

/** The object, or an empty one. */
export function object(value: Field): JsonObject {
  return isObject(value) ? value : EMPTY;
}

/** The list, or an empty one. */
export function list(value: Field): readonly Json[] {
  return isList(value) ? value : NONE;
}

/** The texts of a list, nulls and other things left out. */
export function texts(value: Field): readonly string[] {
  const found: string[] = [];
  for (const item of list(value)) if (typeof item === "string") found.push(item);
  return found.length === 0 ? NONE : found;
}

/** As {@link texts}, each once. */
export function distinctTexts(value: Field): readonly string[] {
  const found = texts(value);
  return found.length < 2 ? found : [...new Set(found)];
}

/** The object without the keys that are null. */
export function withoutNulls(value: Field): JsonObject {
  const found: Record<string, Json> = {};
  for (const [key, item] of Object.entries(object(value)))
    if (item !== null && isSafe(key)) found[key] = item;
  return found;
}

/**
 * The object without the keys that are null, or an empty list or object: in a configuration all of these say that
 * nothing is configured, and two thirds of the keys that dbt writes are such.
 */
export function withoutEmpty(value: Field): JsonObject {
  const found: Record<string, Json> = {};
  const from = object(value);
  for (const key in from) {
    const item = from[key];
    if (item !== null && item !== undefined && isSafe(key) && !isEmpty(item)) found[key] = item;
  }
  return found;
}

function isEmpty(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** As {@link withoutNulls}, in nested objects too. Lists keep their nulls, because position counts there. */
export function deepWithoutNulls(value: Field): JsonObject {
  const found: Record<string, Json> = {};
  for (const [key, item] of Object.entries(object(value)))
    if (item !== null && isSafe(key)) found[key] = nested(item);
  return found;
}

function nested(value: Json): Json {
  if (isList(value)) return value.map(nested);
  return isObject(value) ? deepWithoutNulls(value) : value;
}

// Assigning to `__proto__` of an ordinary object sets its prototype instead of a key.
function isSafe(key: string): boolean {
  return key !== "__proto__";
}
