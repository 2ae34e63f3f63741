import { isList, isObject, type Json, type JsonObject } from "../core/json.ts";
import { configJsonSchema } from "./json-schema.ts";
import { notBuiltYet } from "./schema.ts";

/** The keys that may stand at a path of the file, those that are not built yet included; none where it has no fixed keys. */
export function keysAt(path: readonly (string | number)[]): readonly string[] {
  let at: readonly JsonObject[] = [configJsonSchema()];
  for (const step of path) at = at.flatMap((schema) => inside(schema, step)).flatMap(alternatives);
  const built = at.flatMap((schema) => [...Object.keys(objectAt(schema, "properties")), ...wordsOf(schema)]);
  const prefix = path.map((step) => `${step}.`).join("");
  const planned = [...notBuiltYet.keys()].filter((key) => key.startsWith(prefix));
  return [...built, ...planned.map((key) => key.slice(prefix.length)).filter((key) => !key.includes("."))];
}

/** The schemas of what stands under a key or in a list. */
function inside(schema: JsonObject, step: string | number): readonly Json[] {
  const found = [objectAt(schema, "properties")[step], schema["items"], schema["additionalProperties"]];
  return found.filter((value) => value !== undefined).slice(0, 1);
}

/** The keys of a map that takes only certain words. */
function wordsOf(schema: JsonObject): readonly string[] {
  const words = objectAt(schema, "propertyNames")["enum"];
  return isList(words) ? words.filter((word) => typeof word === "string") : [];
}

function alternatives(schema: Json): readonly JsonObject[] {
  if (!isObject(schema)) return [];
  return isList(schema["anyOf"]) ? schema["anyOf"].filter(isObject) : [schema];
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isObject(value) ? value : {};
}
