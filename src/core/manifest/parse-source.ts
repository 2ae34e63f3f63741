import { isObject, type Json, type JsonObject } from "../json.ts";
import { filledText, object, optionalText, text, withoutNulls } from "./fields.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import { parseColumns } from "./parse-columns.ts";
import type { Source } from "./project.ts";

/** Reads one table of a source. */
export function parseSource(entry: Entry): Source {
  const { id, json } = entry;
  const base = parseBase(entry);
  const config = object(json["config"]);
  return {
    resourceType: "source",
    sourceName: text(json["source_name"], id.split(".")[2] ?? ""),
    sourceDescription: text(json["source_description"]),
    relation: {
      database: optionalText(json["database"]),
      schema: optionalText(json["schema"]),
      identifier: filledText(json["identifier"]) ?? base.name,
      name: filledText(json["relation_name"]),
    },
    unrenderedDatabase: filledText(json["unrendered_database"]),
    unrenderedSchema: filledText(json["unrendered_schema"]),
    columns: parseColumns(json["columns"]),
    freshness: parseFreshness(json),
    freshnessAsWritten: [json["freshness"] ?? null, json["loaded_at_field"] ?? null],
    loadedAtField: filledText(json["loaded_at_field"]) ?? filledText(config["loaded_at_field"]),
    loadedAtQuery: filledText(json["loaded_at_query"]) ?? filledText(config["loaded_at_query"]),
    quoting: withoutNulls(json["quoting"]),
    external: json["external"] ?? null,
    ...base,
  };
}

/** `freshness`: up to 1.8 at the source; later also in its config, and 1.9 to 1.11 leave one of the two places empty. */
export function parseFreshness(json: JsonObject): JsonObject | null {
  return parseThresholds(json["freshness"]) ?? parseThresholds(object(json["config"])["freshness"]);
}

function parseThresholds(value: Json | undefined): JsonObject | null {
  const json = object(value);
  const warnAfter = parseThreshold(json["warn_after"]);
  const errorAfter = parseThreshold(json["error_after"]);
  if (warnAfter === null && errorAfter === null) return null;
  const filter = filledText(json["filter"]);
  return {
    ...(warnAfter === null ? {} : { warn_after: warnAfter }),
    ...(errorAfter === null ? {} : { error_after: errorAfter }),
    ...(filter === null ? {} : { filter }),
  };
}

/** dbt writes `{ count: null, period: null }` where no threshold is set. */
function parseThreshold(value: Json | undefined): JsonObject | null {
  if (!isObject(value)) return null;
  const { count = null, period = null } = value;
  return count === null || period === null ? null : { count, period };
}
