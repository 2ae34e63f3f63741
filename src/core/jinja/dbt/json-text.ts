import type { Json } from "../../json.ts";
import type { CallSite } from "../host.ts";
import { type Value } from "../values.ts";

/** What a JSON text says; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isJson(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** What `JSON.parse` gives is JSON. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}

/** A value as Python's `json.dumps` writes it: a space after each comma and colon. What is no JSON is written as its text. */
export function writeJson(value: Value, site: CallSite, depth = 0): string {
  if (depth > DEEPEST) return site.refuse("tojson was given what is nested too deeply.");
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "bigint" || typeof value === "number") return site.text(value);
  if (typeof value === "string") return asciiJson(value);
  site.spend(1);
  if (value.type === "list" || value.type === "tuple") {
    return `[${value.items.map((item) => writeJson(item, site, depth + 1)).join(", ")}]`;
  }
  if (value.type === "dict") {
    const entries = value
      .entries()
      .map(([key, item]) => `${asciiJson(site.text(key))}: ${writeJson(item, site, depth + 1)}`);
    return `{${entries.join(", ")}}`;
  }
  return value.type === "unknown" ? site.text(value) : asciiJson(site.text(value));
}

/** A value may hold itself. */
const DEEPEST = 100;

function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0080-\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
