import type { Json, JsonObject } from "../json.ts";
import type { Column, Constraint, NamedOwner, NodeBase, Ref, Relation, UniqueId } from "./node.ts";
import type { Metric, SavedQuery, SemanticModel } from "./semantic.ts";

/** dbt's resource types (dbt-core: artifacts/resources/types.py), plus `macro` and `group`. */
export type ResourceType = keyof NodeByType;

/** What models, seeds, snapshots, analyses, operations and functions share. */
interface BuildNode extends NodeBase {
  readonly relation: Relation | null;
  /** Source text with Jinja, exactly as dbt keeps it; null where the artifact has none (seeds, placeholders of v20). */
  readonly rawCode: string | null;
  /** Null when this node was not compiled. */
  readonly compiledCode: string | null;
  /** Whether there is compiled code: asked of every node of a project, most of which are not read whole. */
  readonly isCompiled: boolean;
  readonly language: string;
  readonly checksum: { readonly name: string; readonly checksum: string } | null;
  /** In declared order; the key is the name as dbt keys it. */
  readonly columns: readonly Column[];
  readonly contract: { readonly enforced: boolean; readonly checksum: string | null };
  readonly constraints: readonly Constraint[];
  /** Whether a constraint, its own or of a column, names columns of another table. */
  readonly hasForeignKeys: boolean;
  /** `private`, `protected` (dbt's default) or `public`. */
  readonly access: string;
  readonly version: string | null;
  readonly latestVersion: string | null;
  /** ISO date or date-time. */
  readonly deprecationDate: string | null;
  /** dbt's inferred primary key (1.9 and later); empty when not known. */
  readonly primaryKey: readonly string[];
  readonly refs: readonly Ref[];
  /** `time_spine` of a model, else null. */
  readonly timeSpine: Json;
  /** `arguments`, `returns` and (1.12 and later) `overloads` of a function, else null. */
  readonly signature: Json;
}

export interface Model extends BuildNode {
  readonly resourceType: "model";
}
export interface Seed extends BuildNode {
  readonly resourceType: "seed";
}
export interface Snapshot extends BuildNode {
  readonly resourceType: "snapshot";
}
export interface Analysis extends BuildNode {
  readonly resourceType: "analysis";
}
export interface Operation extends BuildNode {
  readonly resourceType: "operation";
}
export interface FunctionNode extends BuildNode {
  readonly resourceType: "function";
}

/** A generic or singular data test. */
export interface DataTest extends NodeBase {
  readonly resourceType: "test";
  readonly rawCode: string | null;
  readonly compiledCode: string | null;
  /** Null on a singular test. */
  readonly generic: {
    readonly name: string;
    readonly namespace: string | null;
    /** `test_metadata.kwargs` without `model`; `arguments:` nesting is flattened. */
    readonly arguments: JsonObject;
  } | null;
  /** The column that the test is declared on or names (`column_name`). */
  readonly columnName: string | null;
  /** The node that it is declared on; null on a singular test. */
  readonly attachedNode: UniqueId | null;
}

/** A unit test (dbt 1.8 and later). */
export interface UnitTest extends NodeBase {
  readonly resourceType: "unit_test";
  readonly model: string;
  readonly version: string | null;
  /** Which versions of the model it is for: `include` and `exclude`; null for a test of whatever there is. */
  readonly versions: Json;
  readonly testedNode: UniqueId | null;
  /** dbt's checksum over model, versions, given, expect and overrides; null where the version writes none. */
  readonly checksum: string | null;
  readonly given: readonly UnitTestRows[];
  readonly expect: UnitTestRows;
  readonly overrides: Json;
}

/** Rows of a unit test. `columns`: the names that the rows use; null when they cannot be read (SQL, fixture file). */
export interface UnitTestRows {
  readonly input: string | null;
  readonly columns: readonly string[] | null;
  readonly rows: Json;
}

/** One table of a source. `name` is the table, `sourceName` the source. */
export interface Source extends NodeBase {
  readonly resourceType: "source";
  readonly sourceName: string;
  readonly sourceDescription: string;
  readonly relation: Relation;
  readonly unrenderedDatabase: string | null;
  readonly unrenderedSchema: string | null;
  readonly columns: readonly Column[];
  /** `{ warn_after, error_after, filter }`, empty thresholds left out; null when freshness is off. */
  readonly freshness: JsonObject | null;
  /** `freshness` and `loaded_at_field` at the source itself, as dbt compares them: off is other than no threshold. */
  readonly freshnessAsWritten: Json;
  readonly loadedAtField: string | null;
  readonly loadedAtQuery: string | null;
  readonly quoting: JsonObject;
  readonly external: Json;
}

/** A dashboard, notebook, analysis, ML model or application that reads the project. */
export interface Exposure extends NodeBase {
  readonly resourceType: "exposure";
  readonly type: string;
  readonly label: string | null;
  readonly owner: NamedOwner | null;
  /** The owner as dbt compares it, as a digest: the address itself is not kept. */
  readonly ownerDigest: string;
  /** `high`, `medium`, `low` or null. */
  readonly maturity: string | null;
  readonly url: string | null;
}

/** A dbt group: who owns the objects that name it. */
export interface Group extends NodeBase {
  readonly resourceType: "group";
  readonly owner: NamedOwner | null;
  readonly ownerDigest: string;
}

/** A macro, of the project, of a package or built in. */
export interface Macro extends NodeBase {
  readonly resourceType: "macro";
  /** `macro_sql` exactly as dbt keeps it. */
  readonly sql: string;
}

/** Every kind of object, by resource type. */
export interface NodeByType {
  readonly model: Model;
  readonly source: Source;
  readonly seed: Seed;
  readonly snapshot: Snapshot;
  readonly test: DataTest;
  readonly unit_test: UnitTest;
  readonly exposure: Exposure;
  readonly metric: Metric;
  readonly semantic_model: SemanticModel;
  readonly saved_query: SavedQuery;
  readonly group: Group;
  readonly macro: Macro;
  readonly analysis: Analysis;
  readonly operation: Operation;
  readonly function: FunctionNode;
}

/** Any object of a manifest. */
export type Node = NodeByType[ResourceType];

/** The kinds that have columns, a relation and code. */
export type Buildable = Model | Seed | Snapshot | Analysis | Operation | FunctionNode;

/** Objects by `unique_id`. Made without a prototype, so that no id can collide with an inherited key. */
export type ById<T> = Readonly<Record<UniqueId, T>>;

/** What a manifest says of itself. */
export interface ProjectMetadata {
  /** As written, not semver ("2025.7.9+75e8e4f" exists); empty when the file does not say. */
  readonly dbtVersion: string;
  /** The number in `dbt_schema_version`, "12" for v12; null when unknown. */
  readonly schemaVersion: string | null;
  readonly adapterType: string | null;
  /** From `metadata.project_name` (v10 and later), else inferred from the packages of the nodes; null when neither says. */
  readonly projectName: string | null;
  /** ISO date-time of `generated_at`; null when the file does not say. */
  readonly generatedAt: string | null;
  readonly invocationId: string | null;
}

/** One manifest of any version, reduced to what Headgate reads. JSON-serialisable. */
export interface Project {
  readonly metadata: ProjectMetadata;
  /** Every enabled object but macros. */
  readonly nodes: ById<Exclude<Node, Macro>>;
  readonly macros: ById<Macro>;
  /** Disabled objects; where dbt lists several under one id, the first. */
  readonly disabled: ById<Exclude<Node, Macro>>;
}
