import { isList, isObject, type Json } from "../../json.ts";
import { Dict } from "../dict.ts";
import { listOf, type Value } from "../values.ts";

/** A JSON value as Python's `json.loads` gives it: whole numbers are ints. */
export function valueOf(json: Json): Value {
  if (typeof json === "number") return Number.isSafeInteger(json) ? BigInt(json) : json;
  if (isList(json)) return listOf(json.map(valueOf));
  if (!isObject(json)) return json;
  return dictOf(Object.entries(json).map(([key, value]) => [key, valueOf(value)] as const));
}

/** A dict with these entries. */
export function dictOf(entries: Iterable<readonly [string, Value]>): Dict {
  return new Dict(entries);
}
