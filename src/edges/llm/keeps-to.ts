import { isList, type JsonObject } from "../../core/json.ts";

/**
 * Whether a text is a JSON object with all that its schema requires at the top. It tells whether a server holds its model to
 * a schema, and no more: whether an answer is a good one is checked by whoever asked.
 */
export function keepsTo(text: string, schema: JsonObject): boolean {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const required = schema["required"];
  return !isList(required) || required.every((key) => typeof key === "string" && Object.hasOwn(value, key));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
