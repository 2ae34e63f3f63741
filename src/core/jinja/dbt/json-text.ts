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
  const inner = (item: Value): string => writeJson(item, site, depth + 1);
  if (typeof value === "string") return asciiJson(value);
  if (value === null || typeof value !== "object") return plainJson(value, site);
  site.spend(1);
  if (value.type === "list" || value.type === "tuple") return `[${value.items.map(inner).join(", ")}]`;
  if (value.type === "dict") {
    const entries = value.entries().map(([key, item]) => `${asciiJson(site.text(key))}: ${inner(item)}`);
    return `{${entries.join(", ")}}`;
  }
  return value.type === "unknown" ? site.text(value) : asciiJson(site.text(value));
}

function plainJson(value: null | boolean | bigint | number, site: CallSite): string {
  return value === null || typeof value === "boolean" ? String(value) : site.text(value);
}

/** A value may hold itself. */
const DEEPEST = 100;

function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0080-\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
