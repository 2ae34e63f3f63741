import { isObject, type Json, type JsonObject } from "../json.ts";
import { record } from "./assemble.ts";
import { filledText, list, object, optionalNumber, text } from "./fields.ts";
import type { UniqueId } from "./node.ts";
import type {
  Catalog,
  CatalogColumn,
  FreshnessResult,
  RunResult,
  RunResults,
  SemanticManifest,
  SourceFreshness,
} from "./siblings.ts";

/** When and by which invocation an artifact was written. */
export interface Stamp {
  readonly invocationId: string | null;
  readonly generatedAt: string | null;
}

/** Reads `metadata` of any artifact. */
export function parseStamp(metadata: Json | undefined): Stamp {
  const json = object(metadata);
  return { invocationId: filledText(json["invocation_id"]), generatedAt: filledText(json["generated_at"]) };
}

/** Reads the columns of one entry of a catalog, in the warehouse's order. */
export function parseCatalogColumns(entry: Json): readonly CatalogColumn[] {
  const columns = Object.entries(object(object(entry)["columns"]));
  const found = columns.map(([key, json], position) => {
    const column = object(json);
    return {
      name: text(column["name"], key),
      type: text(column["type"]),
      index: optionalNumber(column["index"]) ?? position + 1,
    };
  });
  return found.sort((left, right) => left.index - right.index);
}

/** Reads one result of `run_results.json`; null where it names no node. */
export function parseRunResult(entry: Json): RunResult | null {
  const json = object(entry);
  const uniqueId = filledText(json["unique_id"]);
  if (uniqueId === null) return null;
  return {
    uniqueId,
    status: text(json["status"]),
    executionTime: optionalNumber(json["execution_time"]) ?? 0,
    failures: optionalNumber(json["failures"]),
  };
}

/** Reads one result of `sources.json`; null where it names no source. */
export function parseFreshnessResult(entry: Json): FreshnessResult | null {
  const json = object(entry);
  const uniqueId = filledText(json["unique_id"]);
  if (uniqueId === null) return null;
  return { uniqueId, status: text(json["status"]), maxLoadedAt: filledText(json["max_loaded_at"]) };
}

/** What the run was: `args.which`. */
export function parseCommand(args: Json | undefined): string | null {
  return filledText(object(args)["which"]);
}

/** Reads `project_configuration.time_spines` of a semantic manifest. */
export function parseTimeSpines(configuration: Json | undefined): Json {
  return object(configuration)["time_spines"] ?? null;
}

/** Reads a whole `catalog.json`. */
export function parseCatalog(json: Json): Catalog {
  const catalog = object(json);
  const columns = record<readonly CatalogColumn[]>();
  for (const section of [object(catalog["nodes"]), object(catalog["sources"])]) addColumns(columns, section);
  return { ...parseStamp(catalog["metadata"]), columns };
}

function addColumns(columns: Record<UniqueId, readonly CatalogColumn[]>, section: JsonObject): void {
  for (const [id, entry] of Object.entries(section)) columns[id] = parseCatalogColumns(entry);
}

/** Reads a whole `run_results.json`. */
export function parseRunResults(json: Json): RunResults {
  const run = object(json);
  return {
    ...parseStamp(run["metadata"]),
    command: parseCommand(run["args"]),
    results: present(list(run["results"]).map(parseRunResult)),
  };
}

/** Reads a whole `sources.json`. */
export function parseSourceFreshness(json: Json): SourceFreshness {
  const freshness = object(json);
  return {
    generatedAt: parseStamp(freshness["metadata"]).generatedAt,
    results: present(list(freshness["results"]).map(parseFreshnessResult)),
  };
}

/** Reads a whole `semantic_manifest.json`. */
export function parseSemanticManifest(json: Json): SemanticManifest {
  const manifest = isObject(json) ? json : object(null);
  return { timeSpines: parseTimeSpines(manifest["project_configuration"]) };
}

function present<T>(items: readonly (T | null)[]): readonly T[] {
  return items.filter((item) => item !== null);
}
