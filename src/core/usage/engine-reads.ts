import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { EngineRead } from "./engine-read.ts";

/** What an engine says a query read, as a log has it; null where it has nothing, or nothing that can be used. */
export function engineReadsIn(text: string | null): readonly EngineRead[] | null {
  if (text === null) return null;
  try {
    return engineReadsOf(parseJson(text));
  } catch {
    return null; // not JSON: the text says more
  }
}

function parseJson(text: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-return -- what JSON.parse gives is JSON
  return JSON.parse(text);
}

/**
 * What an engine says a query read, from any of the shapes in which logs have it: Snowflake's `direct_objects_accessed`,
 * BigQuery's `referenced_tables`, Trino's `tables`, DataHub's URNs, our own `read_objects`, names as text. Null where it
 * says nothing that can be used: an empty list of BigQuery stands on what came from its cache.
 */
function engineReadsOf(json: Json): readonly EngineRead[] | null {
  if (!isList(json)) return null;
  const reads = json.flatMap(readOf);
  return reads.length === 0 ? null : reads;
}

function readOf(entry: Json): readonly EngineRead[] {
  if (typeof entry === "string") return namedRead(entry, null);
  if (!isObject(entry) || isOtherDomain(entry)) return [];
  const columns = columnsOf(entry["columns"]);
  const whole = firstText(entry, ["objectName", "name", "table_full_name"]);
  if (whole !== null) return namedRead(whole, columns);
  const relation = PARTS.flatMap((names) => firstText(entry, names) ?? []);
  return relation.length === 0 ? [] : [{ relation, columns }];
}

/** Database, schema and identifier as engines call them. */
const PARTS = [
  ["project_id", "projectId", "catalog", "database"],
  ["dataset_id", "datasetId", "schema"],
  ["table_id", "tableId", "table", "identifier"],
];

/** Stages, functions and the like; what stands behind a stream is not its name. */
function isOtherDomain(entry: JsonObject): boolean {
  const domain = entry["objectDomain"];
  return typeof domain === "string" && !/table|view/iu.test(domain);
}

/** `db.schema.table`, quoted or not, or the dataset of a URN `urn:li:dataset:(urn:li:dataPlatform:x,db.schema.table,PROD)`. */
function namedRead(name: string, columns: EngineRead["columns"]): readonly EngineRead[] {
  const inUrn = /^urn:li:dataset:\([^,]*,([^,]*),/u.exec(name)?.[1];
  const relation = [...(inUrn ?? name).matchAll(/"((?:[^"]|"")*)"|`([^`]*)`|([^."`]+)/gu)].map(
    ([, double, tick, bare]) => double ?? tick ?? bare ?? "",
  );
  return relation.length === 0 || name.includes("$SYS_VIEW") ? [] : [{ relation, columns }];
}

/** An empty name means that the engine does not know: then the text says more. */
function columnsOf(value: Json | undefined): readonly string[] | null {
  if (!isList(value)) return null;
  const names = value.flatMap((column) => {
    if (typeof column === "string") return [column];
    return isObject(column) ? [firstText(column, ["columnName", "column", "name"]) ?? ""] : [];
  });
  return names.length === 0 || names.includes("") ? null : names.map((name) => name.toLowerCase());
}

function firstText(entry: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const value = entry[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}
