import type { Json } from "../../core/json.ts";
import type { Node, ProjectMetadata } from "../../core/manifest/project.ts";
import type { Section } from "../../core/manifest/parse-entry.ts";
import type { Stamp } from "../../core/manifest/parse-siblings.ts";
import type { CatalogColumn, FreshnessResult, RunResult } from "../../core/manifest/siblings.ts";
import type { PackedColumns } from "./pack-columns.ts";
import type { RawEntry } from "./section-scan.ts";

/** What the worker makes of each artifact: what its entries become, and what is said once at the end. */
export interface Reductions {
  readonly manifest: {
    /** A node, its columns apart, or null where the entry is the same as in the other side. */
    readonly item: readonly [section: Section, id: string, node: Node | null, columns: PackedColumns | null];
    readonly rest: ManifestRest;
  };
  readonly catalog: { readonly item: readonly [string, readonly CatalogColumn[]]; readonly rest: Stamp };
  readonly run_results: {
    readonly item: RunResult;
    readonly rest: Stamp & { readonly command: string | null };
  };
  readonly sources: { readonly item: FreshnessResult; readonly rest: Stamp };
  readonly semantic_manifest: { readonly item: never; readonly rest: { readonly timeSpines: Json } };
}

export interface ManifestRest {
  readonly metadata: ProjectMetadata;
  readonly rootPackages: readonly string[];
  readonly digests: string;
}

/** Makes items of the entries of one artifact, in the worker. */
export interface Reducer<K extends keyof Reductions> {
  /** The sections whose entries are read, and those that are read as one value. */
  readonly entries: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  /** Takes one entry. `parse` reads its JSON; it is dear, so it is not called without need. */
  readonly reduce: (entry: ReducedEntry) => Reductions[K]["item"] | null;
  /** Takes an entry before its end is known, where it can be told what it is; null where it must be scanned. */
  readonly leap?: (
    entry: Omit<RawEntry, "createdAt">,
  ) => { readonly length: number; readonly item: Reductions[K]["item"] | null } | null;
  /** What is said at the end, from the values of the `whole` sections. */
  readonly finish: (whole: ReadonlyMap<string, Json>) => Reductions[K]["rest"];
}

export interface ReducedEntry {
  readonly section: string;
  readonly key: string;
  /** The key and the value without `created_at`, for comparing. */
  readonly bytes: Buffer;
  /** Where its own key `created_at` begins in the bytes; -1 when it has none. */
  readonly createdAt: number;
  readonly parse: () => Json;
}
