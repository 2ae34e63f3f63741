import type { Expr, Identifier } from "./query.ts";
import type { TextOrigin } from "./source-text.ts";

/** How a value comes to be: OpenLineage's words (spec: ColumnLineageDatasetFacet 1-2-0). */
export interface Transformation {
  readonly type: "DIRECT" | "INDIRECT";
  readonly subtype:
    | "IDENTITY"
    | "TRANSFORMATION"
    | "AGGREGATION"
    | "CONDITIONAL"
    | "WINDOW"
    | "SORT"
    | "JOIN"
    | "FILTER"
    | "GROUP_BY";
}

/** A column of a relation that the statement reads. `relation` is the id that the caller gave, else the name as rendered. */
export interface SourceColumn extends Transformation {
  readonly relation: string;
  readonly column: string;
}

export type Confidence = "high" | "medium" | "low";

/** A column of the result. */
export interface OutputColumn {
  readonly name: string;
  /** From 1. */
  readonly position: number;
  readonly sources: readonly SourceColumn[];
  /** The type that the value is cast to last. */
  readonly cast: string | null;
  /** The aggregate that makes the value. */
  readonly aggregate: string | null;
  readonly confidence: Confidence;
  /** Why the confidence is not high: the assumptions that were made. */
  readonly doubts: readonly string[];
  /** What could not be traced, and why; `sources` may lack it. */
  readonly untraced: readonly string[];
}

/** A column that decides which rows there are, or in what groups or order, without being a value of the result. */
export interface ColumnUse extends SourceColumn {
  readonly scope: string;
  readonly line: number | null;
}

/** One relation that a scope reads, with how it is joined. */
export interface ScopeInput {
  /** A relation, or `@` and the path of a scope. Scopes that only pass columns on are looked through. */
  readonly source: string;
  /** As the statement names it. */
  readonly label: string;
  /** The call of a table function. */
  readonly call: Expr | null;
  readonly join: { readonly kind: string; readonly on: readonly Expr[] } | null;
  readonly modifiers: readonly { readonly kind: "sample" | "version" | "pivot"; readonly expr: Expr }[];
  readonly line: number | null;
}

export interface ScopeColumn {
  readonly name: Identifier;
  readonly expr: Expr;
  readonly line: number | null;
  /** True where no text names it: a star stands for it. */
  readonly star?: true;
}

/** One SELECT, VALUES or set operation. Its expressions name relations and scopes, never aliases. */
export interface ScopeFacts {
  /** `root`, the name of a CTE, or a path: `paid/union[1]`, `paid/subquery[1]`, `root/o` for a derived table. */
  readonly path: string;
  readonly line: number | null;
  readonly inputs: readonly ScopeInput[];
  readonly columns: readonly ScopeColumn[];
  /** Conjuncts of WHERE. */
  readonly filters: readonly Expr[];
  readonly having: readonly Expr[];
  readonly qualify: readonly Expr[];
  /** The keys of GROUP BY; empty for an aggregate over all rows; null where rows are not grouped. */
  readonly grouping: readonly Expr[] | null;
  readonly distinct: "all" | readonly Expr[] | null;
  readonly order: readonly Expr[];
  readonly limits: readonly Expr[];
  readonly set: SetFacts | null;
}

export interface SetFacts {
  readonly operator: "union" | "except" | "intersect";
  readonly all: boolean;
  readonly byName: boolean;
  /** Paths of the scopes that are put together. */
  readonly branches: readonly string[];
}

/** What a statement says. Plain and JSON-serialisable. */
export interface StatementFacts {
  /** How the text came about that was read; left out where dbt compiled it. */
  readonly origin?: Exclude<TextOrigin, "compiled">;
  readonly columns: readonly OutputColumn[];
  /** Why `columns` may not be all there are; null when they are. */
  readonly incomplete: string | null;
  /** The relations that are read, each once. */
  readonly relations: readonly string[];
  readonly uses: readonly ColumnUse[];
  /** Each scope after those that it reads; the root is the last. */
  readonly scopes: readonly ScopeFacts[];
}

/** A relation that a statement may read, and what is known of it. */
export interface UpstreamRelation {
  /** What facts call it. */
  readonly id: string;
  /** Database, schema and identifier, as far as there are any. */
  readonly parts: readonly string[];
  /** Null when not known. */
  readonly columns: readonly string[] | null;
}
