import {
  parseCatalogColumns,
  parseCommand,
  parseFreshnessResult,
  parseRunResult,
  parseStamp,
  parseTimeSpines,
} from "../../core/manifest/parse-siblings.ts";
import type { Reducer } from "./reduction.ts";

const METADATA = new Set(["metadata"]);

/** Reduces a `catalog.json`. */
export function catalogReducer(): Reducer<"catalog"> {
  return {
    entries: new Set(["nodes", "sources"]),
    whole: METADATA,
    reduce: ({ key, parse }) => [key, parseCatalogColumns(parse())],
    finish: (whole) => parseStamp(whole.get("metadata")),
  };
}

/** Reduces a `run_results.json`. */
export function runResultsReducer(): Reducer<"run_results"> {
  return {
    entries: new Set(["results"]),
    whole: new Set(["metadata", "args"]),
    reduce: ({ parse }) => parseRunResult(parse()),
    finish: (whole) => ({
      ...parseStamp(whole.get("metadata")),
      command: parseCommand(whole.get("args")),
    }),
  };
}

/** Reduces a `sources.json`. */
export function sourcesReducer(): Reducer<"sources"> {
  return {
    entries: new Set(["results"]),
    whole: METADATA,
    reduce: ({ parse }) => parseFreshnessResult(parse()),
    finish: (whole) => parseStamp(whole.get("metadata")),
  };
}

/** Reduces a `semantic_manifest.json`: only its project configuration is not in the manifest too. */
export function semanticManifestReducer(): Reducer<"semantic_manifest"> {
  return {
    entries: new Set(),
    whole: new Set(["metadata", "project_configuration"]),
    reduce: () => null,
    finish: (whole) => ({ timeSpines: parseTimeSpines(whole.get("project_configuration")) }),
  };
}
