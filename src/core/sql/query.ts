/**
 * A statement as Headgate reads it, whatever engine parsed it: queries made of clauses, expressions without spelling.
 * Parentheses, comments, quoting, `::` against `cast` and the like are gone; what is left means something.
 */
export type Query = Select | SetOperation | Values;

/** A name as written, and as the warehouse stores it (see `Folding`). */
export interface Identifier {
  readonly text: string;
  readonly key: string;
}

interface QueryBase {
  readonly ctes: readonly Cte[];
  readonly recursive: boolean;
  readonly order: readonly Expr[];
  /** LIMIT, OFFSET, TOP, FETCH, LIMIT BY and samples of the whole result. */
  readonly limits: readonly Expr[];
}

export interface Select extends QueryBase {
  readonly type: "select";
  readonly projections: readonly Projection[];
  readonly inputs: readonly Input[];
  readonly where: Expr | null;
  readonly grouping: Grouping | null;
  readonly having: Expr | null;
  readonly qualify: Expr | null;
  /** `all` for DISTINCT, the expressions for DISTINCT ON. */
  readonly distinct: "all" | readonly Expr[] | null;
}

export interface SetOperation extends QueryBase {
  readonly type: "set";
  readonly operator: "union" | "except" | "intersect";
  readonly all: boolean;
  readonly byName: boolean;
  readonly left: Query;
  readonly right: Query;
}

/** VALUES as a query. */
export interface Values extends QueryBase {
  readonly type: "values";
  readonly rows: readonly (readonly Expr[])[];
}

export interface Cte {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
  /** Whether it is a value that expressions name, not a relation: ClickHouse's `with 10 as k`. */
  readonly isValue: boolean;
  readonly line: number | null;
}

export interface Projection {
  /** Null where the engine makes the name up. */
  readonly name: Identifier | null;
  readonly expr: Expr;
}

export interface Grouping {
  /** GROUP BY ALL: every projection without an aggregate. */
  readonly all: boolean;
  readonly keys: readonly Expr[];
}

/** One relation of a FROM clause with how it is joined to those before it. */
export interface Input {
  readonly relation: Relation;
  readonly alias: Identifier | null;
  readonly columnAliases: readonly Identifier[];
  readonly join: Join | null;
  /** Samples, time travel, FINAL: what makes it hold other rows than the relation does. */
  readonly modifiers: readonly Modifier[];
}

export interface Modifier {
  readonly kind: "sample" | "version" | "pivot";
  readonly expr: Expr;
}

export interface Join {
  /** `inner`, `left`, `right`, `full`, `cross` or the engine's own word in lower case. */
  readonly kind: string;
  readonly on: Expr | null;
  readonly using: readonly Identifier[];
  readonly natural: boolean;
}

export type Relation =
  | { readonly type: "table"; readonly parts: readonly Identifier[]; readonly line: number | null }
  | { readonly type: "query"; readonly query: Query }
  /** A table function: FLATTEN, UNNEST, generate_series. */
  | { readonly type: "call"; readonly expr: Expr }
  | { readonly type: "pivot"; readonly input: Input; readonly pivot: Pivot }
  /** A parenthesized join. */
  | { readonly type: "joined"; readonly inputs: readonly Input[] };

export interface Pivot {
  readonly unpivot: boolean;
  readonly aggregates: readonly Projection[];
  /** The column that is spread out, with its values; for UNPIVOT the columns that are gathered. */
  readonly values: readonly Projection[];
  readonly keys: readonly Expr[];
  /** The columns that UNPIVOT makes. */
  readonly made: readonly Identifier[];
  readonly expr: Expr;
}

export type Expr = ColumnRef | Star | Literal | Cast | Operation | Nested | Lambda | Resolved | ScopeRef;

/** A name as it stands in the text; `parts` may go on into fields of a struct. */
export interface ColumnRef {
  readonly type: "column";
  readonly parts: readonly Identifier[];
  readonly line: number | null;
}

export interface Star {
  readonly type: "star";
  readonly qualifier: Identifier | null;
  readonly except: readonly Identifier[];
  readonly replace: readonly Projection[];
  readonly rename: readonly { readonly from: Identifier; readonly to: Identifier }[];
  readonly line: number | null;
}

export interface Literal {
  readonly type: "literal";
  readonly kind: "string" | "word";
  readonly value: string;
}

export interface Cast {
  readonly type: "cast";
  readonly to: string;
  /** `try_cast`, `safe_cast`. */
  readonly safe: boolean;
  readonly operand: Expr;
}

/** A function, an operator, a CASE, a window: anything with parts. */
export interface Operation {
  readonly type: "operation";
  readonly name: string;
  readonly operands: readonly Operand[];
}

export interface Operand {
  /** The part that it plays: `left`, `args`, `partition_by`. */
  readonly role: string;
  readonly expr: Expr;
}

/** A query inside an expression. */
export interface Nested {
  readonly type: "query";
  readonly query: Query;
}

export interface Lambda {
  readonly type: "lambda";
  readonly parameters: readonly Identifier[];
  readonly body: Expr;
}

/** A column reference after its owner was found. `source` is a relation or a scope path. */
export interface Resolved {
  readonly type: "resolved";
  readonly source: string;
  readonly column: string;
  /** As written, for display. */
  readonly text: string;
  readonly line: number | null;
}

/** A query inside an expression, after its scope was recorded. */
export interface ScopeRef {
  readonly type: "scope";
  readonly path: string;
}
