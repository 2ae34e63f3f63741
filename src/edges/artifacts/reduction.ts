import type { Json } from "../../core/json.ts";
import type { Node, ProjectMetadata } from "../../core/manifest/project.ts";
import type { Section } from "../../core/manifest/parse-entry.ts";
import type { Stamp } from "../../core/manifest/parse-siblings.ts";
import type { CatalogColumn, FreshnessResult, RunResult } from "../../core/manifest/siblings.ts";
import type { PackedColumns } from "./pack-columns.ts";
import type { PackedOutline } from "./pack-outline.ts";
import type { Leap, RawEntry } from "./section-scan.ts";

/** What the worker makes of each artifact: what its entries become, and what is said once at the end. */
export interface Reductions {
  readonly manifest: {
    readonly item: ManifestItem;
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

/** What is told of an entry. */
export type ManifestItem =
  /** Items of the base, from this one on, that are the same in both sides. */
  | readonly [what: "same", from: number, count: number]
  /** What is asked of every node, and which bytes of the content are the rest of it. */
  | readonly [section: Section, what: "outline", outline: PackedOutline, at: number, length: number]
  /** All of it, its columns apart. */
  | readonly [section: Section, what: "node", id: string, node: Node, columns: PackedColumns | null];

export interface ManifestRest {
  readonly metadata: ProjectMetadata;
  readonly rootPackages: readonly string[];
}

/** Makes items of the entries of one artifact, in the worker. */
export interface Reducer<K extends keyof Reductions> {
  /** The sections whose entries are read, and those that are read as one value. */
  readonly entries: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
  /** Takes one entry. `parse` reads its JSON; it is dear, so it is not called without need. */
  readonly reduce: (entry: ReducedEntry) => Reductions[K]["item"] | null;
  /** Takes an entry before its end is known, and others behind it, where it can be told what they are; null where it must be scanned. */
  readonly leap?: (
    entry: Omit<RawEntry, "createdAt">,
  ) => (Leap & { readonly item: Reductions[K]["item"] | null }) | null;
  /** What is said at the end, from the values of the `whole` sections. */
  readonly finish: (whole: ReadonlyMap<string, Json>) => Reductions[K]["rest"];
}

/** An entry with its end. */
export interface ReducedEntry extends RawEntry {
  readonly parse: () => Json;
}
