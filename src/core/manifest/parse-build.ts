import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { filledText, list, object, optionalText, text, texts } from "./fields.ts";
import type { Ref, Relation } from "./node.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import { hasForeignKeys, parseColumns, parseConstraints } from "./parse-columns.ts";
import type { Analysis, Buildable, FunctionNode, Model, Operation, Seed, Snapshot } from "./project.ts";

/** What Fusion previews (v20) write where the code should stand. */
const PLACEHOLDER = "--placeholder--";

/** Reads a model. */
export function parseModel(entry: Entry): Model {
  return parseBuild(entry, "model");
}

/** Reads a seed. */
export function parseSeed(entry: Entry): Seed {
  return parseBuild(entry, "seed");
}

/** Reads a snapshot. */
export function parseSnapshot(entry: Entry): Snapshot {
  return parseBuild(entry, "snapshot");
}

/** Reads a function (dbt 1.11 and later). */
export function parseFunction(entry: Entry): FunctionNode {
  const { json } = entry;
  const overloads = list(json["overloads"]).filter(isObject).map(parseOverload);
  const signature = { arguments: json["arguments"] ?? [], returns: json["returns"] ?? null };
  return {
    ...parseBuild(entry, "function"),
    signature: overloads.length === 0 ? signature : { ...signature, overloads },
  };
}

/** What dbt compares of an overload: its description changes nothing that is built. */
function parseOverload(json: JsonObject): JsonObject {
  return {
    defined_in: json["defined_in"] ?? null,
    arguments: json["arguments"] ?? [],
    returns: json["returns"] ?? null,
    raw_body: json["raw_body"] ?? null,
  };
}

/** Reads an analysis. It is compiled, never built. */
export function parseAnalysis(entry: Entry): Analysis {
  return { ...parseBuild(entry, "analysis"), relation: null };
}

/** Reads an operation: a hook of the project (`on-run-start`, `on-run-end`). */
export function parseOperation(entry: Entry): Operation {
  return { ...parseBuild(entry, "operation"), relation: null };
}

function parseBuild<R extends Buildable["resourceType"]>(entry: Entry, resourceType: R) {
  const { json } = entry;
  const config = object(json["config"]);
  const base = parseBase(entry);
  return {
    resourceType,
    relation: parseRelation(json, base.name),
    rawCode: parseRawCode(json),
    compiledCode: parseCompiledCode(json),
    isCompiled: parseCompiledCode(json) !== null,
    language: text(json["language"], "sql"),
    checksum: parseChecksum(json["checksum"]),
    columns: parseColumns(json["columns"]),
    contract: parseContract(json, config),
    constraints: parseConstraints(json["constraints"]),
    hasForeignKeys: hasForeignKeys(json),
    access: parseAccess(json, config),
    version: optionalText(json["version"]),
    latestVersion: optionalText(json["latest_version"]),
    deprecationDate: optionalText(json["deprecation_date"]),
    primaryKey: texts(json["primary_key"]),
    refs: parseRefs(json["refs"]),
    timeSpine: json["time_spine"] ?? null,
    signature: null,
    ...base,
  };
}

/** `raw_code`, up to v6 `raw_sql`; null where the artifact holds no code. */
export function parseRawCode(json: JsonObject): string | null {
  const code = filledText(json["raw_code"]) ?? filledText(json["raw_sql"]);
  return code === PLACEHOLDER ? null : code;
}

/** `compiled_code`, up to v6 `compiled_sql`; null on a node that was not compiled. */
export function parseCompiledCode(json: JsonObject): string | null {
  return filledText(json["compiled_code"]) ?? filledText(json["compiled_sql"]);
}

function parseRelation(json: JsonObject, name: string): Relation {
  return {
    database: optionalText(json["database"]),
    schema: optionalText(json["schema"]),
    identifier: filledText(json["alias"]) ?? name,
    name: filledText(json["relation_name"]),
  };
}

function parseChecksum(value: Json | undefined) {
  const name = text(object(value)["name"]);
  const checksum = text(object(value)["checksum"]);
  return name === "none" || checksum === "" ? null : { name, checksum };
}

/** An object; a bare boolean in 1.5 betas; without a checksum in 2.0. */
export function parseContract(json: JsonObject, config: JsonObject): Model["contract"] {
  const value = json["contract"] ?? config["contract"];
  const contract = object(value);
  return {
    enforced: value === true || contract["enforced"] === true,
    checksum: filledText(contract["checksum"]),
  };
}

/** At the node, or in its config. */
export function parseAccess(json: JsonObject, config: JsonObject): string {
  return optionalText(json["access"]) ?? text(config["access"], "protected");
}

/** Up to v8 `[name]` or `[package, name]`, then `{ name, package, version }`, of which v20 writes the name only. */
function parseRefs(value: Json | undefined): readonly Ref[] {
  const found: Ref[] = [];
  for (const item of list(value)) {
    const ref = parseRef(item);
    if (ref !== null) found.push(ref);
  }
  return found;
}

function parseRef(item: Json): Ref | null {
  if (isObject(item)) {
    const name = filledText(item["name"]);
    if (name === null) return null;
    return { package: optionalText(item["package"]), name, version: optionalText(item["version"]) };
  }
  if (!isList(item)) return null;
  const name = filledText(item.at(-1));
  if (name === null) return null;
  return { package: item.length > 1 ? optionalText(item[0]) : null, name, version: null };
}
