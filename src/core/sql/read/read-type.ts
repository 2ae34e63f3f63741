import { canonical, isObject, type Json } from "../../json.ts";
import { listOf } from "./syntax.ts";

/** Fields of a type that say nothing of their own. */
const SILENT: ReadonlySet<string> = new Set([
  "data_type",
  "name",
  "element_type",
  "integer_spelling",
  "real_spelling",
]);

/** A data type as one text in lower case: `decimal(10, 2)`, `array<int>`. */
export function typeText(syntax: Json | undefined): string {
  if (typeof syntax === "string") return syntax.toLowerCase();
  if (!isObject(syntax)) return "unknown";
  const name = baseName(syntax["data_type"], syntax["name"]);
  const element = syntax["element_type"];
  const inner = element === undefined || element === null ? "" : `<${typeText(element)}>`;
  const sizes = Object.keys(syntax)
    .filter((key) => !SILENT.has(key) && isMeaningful(syntax[key]))
    .map((key) => sizeText(key, syntax[key]));
  return `${name}${inner}${sizes.length === 0 ? "" : `(${sizes.join(", ")})`}`;
}

function baseName(type: Json | undefined, custom: Json | undefined): string {
  if (type === "custom" && typeof custom === "string") return custom.toLowerCase().replaceAll(/\s+/gu, " ");
  return typeof type === "string" ? type.replaceAll("_", "") : "unknown";
}

function isMeaningful(value: Json | undefined): boolean {
  return (
    value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
  );
}

function sizeText(key: string, value: Json | undefined): string {
  if (typeof value === "number") return String(value);
  if (value === true) return key;
  if (isObject(value) && "data_type" in value) return typeText(value);
  if (key === "fields") return listOf(value).map(fieldText).join(", ");
  return `${key} ${canonical(value)}`;
}

function fieldText(syntax: Json): string {
  if (!isObject(syntax)) return canonical(syntax);
  const name = typeof syntax["name"] === "string" ? `${syntax["name"].toLowerCase()} ` : "";
  return `${name}${typeText(syntax["data_type"])}`;
}
