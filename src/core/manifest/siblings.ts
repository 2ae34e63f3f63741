import type { Json } from "../json.ts";
import type { UniqueId } from "./node.ts";
import type { ById } from "./project.ts";

/** A column as the warehouse has it. `type` is the adapter's text. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly index: number;
}

/** `catalog.json`: what the warehouse held when `dbt docs generate` ran. */
export interface Catalog {
  readonly invocationId: string | null;
  readonly generatedAt: string | null;
  readonly columns: ById<readonly CatalogColumn[]>;
}

/** One result of `run_results.json`. Times in seconds. */
export interface RunResult {
  readonly uniqueId: UniqueId;
  readonly status: string;
  readonly executionTime: number;
  readonly failures: number | null;
}

/** `run_results.json`. `command` is `args.which` (`run`, `build`, `test`, `docs generate` as `generate`, …). */
export interface RunResults {
  readonly invocationId: string | null;
  readonly generatedAt: string | null;
  readonly command: string | null;
  readonly results: readonly RunResult[];
}

/** One result of `sources.json`. */
export interface FreshnessResult {
  readonly uniqueId: UniqueId;
  /** `pass`, `warn`, `error` or `runtime error`. */
  readonly status: string;
  readonly maxLoadedAt: string | null;
}

/** `sources.json`: source freshness as last measured. */
export interface SourceFreshness {
  readonly generatedAt: string | null;
  readonly results: readonly FreshnessResult[];
}

/** `semantic_manifest.json` (dbt 1.6 and later): what the manifest itself does not hold of the semantic layer. */
export interface SemanticManifest {
  /** `project_configuration.time_spines`, as written. */
  readonly timeSpines: Json;
}
