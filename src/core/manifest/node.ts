import type { JsonObject } from "../json.ts";

/** dbt's `unique_id`, as dbt writes it, for example `model.shop.orders` or `test.shop.not_null_orders_id.ab12cd34ef`. */
export type UniqueId = string;

/**
 * What every object of a manifest has, whatever its kind and whichever dbt wrote it.
 * Names keep dbt's meaning; null and a missing key of the artifact are the same here.
 */
export interface NodeBase {
  readonly uniqueId: UniqueId;
  readonly name: string;
  readonly packageName: string;
  /** `original_file_path` with forward slashes, relative to the root of its package. */
  readonly path: string;
  readonly fqn: readonly string[];
  readonly description: string;
  readonly tags: readonly string[];
  readonly meta: JsonObject;
  /** The rendered configuration, keys as dbt writes them (`post-hook` and `post_hook` both become `post-hook`). What is null or empty is left out. */
  readonly config: JsonObject;
  /** Whether it is written into what reads it and has no relation of its own (`materialized: ephemeral`). */
  readonly isEphemeral: boolean;
  /** The configured expressions before rendering, keys and nulls as written: dbt compares both. */
  readonly unrenderedConfig: JsonObject;
  /** `depends_on.nodes`: what it reads, in dbt's order, without repeats. */
  readonly dependsOn: readonly UniqueId[];
  /** `depends_on.macros`, without repeats and nulls. */
  readonly macros: readonly UniqueId[];
  /** dbt group that owns it, by name. */
  readonly group: string | null;
  /** Whom `meta.owner` and `meta.owners` name, by name or, without one, by address. */
  readonly metaOwners: readonly string[];
}

/** A constraint of a column or a model (dbt-common: contracts/constraints.py). */
export interface Constraint {
  readonly type: string;
  readonly name: string | null;
  readonly expression: string | null;
  /** Columns of a model-level constraint; empty on a column's own. */
  readonly columns: readonly string[];
  readonly to: string | null;
  readonly toColumns: readonly string[];
  readonly warnUnenforced: boolean;
  readonly warnUnsupported: boolean;
}

/** A column as declared in YAML. What the warehouse holds is in the catalog. */
export interface Column {
  readonly name: string;
  readonly description: string;
  readonly dataType: string | null;
  /** True when dbt is told to quote it, so that its case counts. */
  readonly quote: boolean;
  readonly constraints: readonly Constraint[];
  readonly tags: readonly string[];
  readonly meta: JsonObject;
}

/** The database object behind a node. `identifier` is the alias of a node, the identifier of a source. */
export interface Relation {
  readonly database: string | null;
  readonly schema: string | null;
  readonly identifier: string;
  /** As rendered and quoted by the adapter; null when nothing is built (ephemeral, parse of old versions). */
  readonly name: string | null;
}

/** A `ref()` as written: `version` null when it is not pinned. */
export interface Ref {
  readonly package: string | null;
  readonly name: string;
  readonly version: string | null;
}

/** Whoever answers for an exposure or a group. E-mail addresses are not read. */
export interface NamedOwner {
  readonly name: string | null;
}
