import { isList, isObject, type Json, type JsonObject } from "../../core/json.ts";

/**
 * Whether a text is a JSON object with all that its schema requires at the top. It tells whether a server holds its model to
 * a schema, and no more: whether an answer is a good one is checked by whoever asked.
 */
export function keepsTo(text: string, schema: JsonObject): boolean {
  const value = parsed(text);
  const required = schema["required"];
  if (!isObject(value)) return false;
  return !isList(required) || required.every((key) => typeof key === "string" && Object.hasOwn(value, key));
}

function parsed(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
