import { isObject, type Json, type JsonObject } from "../json.ts";
import { deepWithoutNulls, filledText, list, optionalText, text, texts } from "./fields.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import type { Metric } from "./semantic.ts";

/** What an old metric (v4 to v9) is made of; v4 to v6 call the expression `sql`. */
const LEGACY = [
  "model",
  "calculation_method",
  "expression",
  "timestamp",
  "time_grains",
  "dimensions",
  "filters",
  "window",
] as const;

/** Reads a metric of any spec. */
export function parseMetric(entry: Entry): Metric {
  const { json } = entry;
  const isLegacy = !isObject(json["type_params"]);
  return {
    resourceType: "metric",
    label: filledText(json["label"]),
    type: text(json["type"], text(json["calculation_method"])),
    typeParams: deepWithoutNulls(json["type_params"]),
    filter: parseFilters(json["filter"]),
    timeGranularity: filledText(json["time_granularity"]),
    legacy: isLegacy ? parseLegacy(json) : null,
    ...parseBase(entry),
  };
}

/** The `where` texts of a filter: v10 `{ where_sql_template }`, then `{ where_filters: [{ where_sql_template }] }`. */
export function parseFilters(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (!isObject(value)) return texts(value);
  const own = optionalText(value["where_sql_template"]);
  const nested = list(value["where_filters"]).flatMap(parseFilters);
  return own === null ? nested : [own, ...nested];
}

function parseLegacy(json: JsonObject): JsonObject {
  const found: Record<string, Json> = {};
  for (const key of LEGACY) {
    const value = json[key];
    if (value !== undefined && value !== null) found[key] = value;
  }
  const method = found["calculation_method"] ?? json["type"] ?? null;
  const expression = found["expression"] ?? json["sql"] ?? null;
  return {
    ...found,
    ...(method === null ? {} : { calculation_method: method }),
    ...(expression === null ? {} : { expression }),
  };
}
