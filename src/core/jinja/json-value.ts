import { isList, isObject, type Json } from "../json.ts";
import { Dict } from "./dict.ts";
import { listOf, type Value } from "./values.ts";

/** A JSON value as a value of a template. A number without a fraction is an int, as JSON.parse keeps no more. */
export function valueOfJson(json: Json): Value {
  if (typeof json === "number") return Number.isSafeInteger(json) ? BigInt(json) : json;
  if (isList(json)) return listOf(json.map(valueOfJson));
  if (!isObject(json)) return json;
  return new Dict(Object.entries(json).map(([key, value]) => [key, valueOfJson(value)]));
}
