import type { Dialect } from "../dialect.ts";
import type { ColumnUse, ScopeFacts, Transformation, UpstreamRelation } from "../facts.ts";
import type { Expr, Identifier, Query } from "../query.ts";
import type { Lineage, Sink } from "./lineage.ts";

/** A column that a relation offers to its readers. */
export interface Offer {
  readonly name: Identifier;
  readonly lineage: Lineage;
  /** The relation or scope in which the value is made: columns that are only passed on keep it. */
  readonly origin: { readonly source: string; readonly column: string };
}

/** What can be read from a relation, CTE, subquery or table function. */
export interface Readable {
  /** What facts call it: the relation's id, or `@` and the path of a scope that does more than pass columns on. */
  readonly source: string;
  /** `@` and the path of the scope itself, also where readers look through it; null where it is no scope. */
  readonly scope: string | null;
  readonly columns: readonly Offer[];
  /** Why there may be other columns; null when all are listed. */
  readonly open: string | null;
  /** A column that is not listed, by its name: what is known of a relation may be out of date. Null where all is known. */
  readonly ask: ((name: Identifier) => Offer | null) | null;
  /** Whether its one column is a value that expressions name: ClickHouse's `with 10 as k`. */
  readonly isValue?: true;
}

/** A relation in a FROM clause. */
export interface Bound {
  /** Names by which columns may be qualified, in lower case: the alias, else the last part of the name and the whole. */
  readonly names: readonly string[];
  readonly readable: Readable;
  readonly columns: ReadonlyMap<string, Offer>;
  /** Every column, and the name itself, is made from this: UNNEST and the like. */
  readonly virtual: Lineage | null;
  /** Columns that USING or NATURAL joined with one before: `select *` gives them once. */
  readonly merged: ReadonlySet<string>;
  /** For each source that a relation before it in the same FROM reads too: how many do. */
  readonly occurrences: ReadonlyMap<string, number>;
}

/** What the names inside a SELECT can refer to. Grows while the FROM clause and the projections are read. */
export interface Scope {
  readonly path: string;
  readonly inputs: Bound[];
  /** Projections that were read already, by name in lower case. */
  readonly aliases: Map<string, Offer>;
  readonly env: Environment;
  readonly outer: Scope | null;
  /** Parameters of lambdas, in lower case. */
  readonly parameters: ReadonlySet<string>;
}

/** The CTEs in reach, by name in lower case. */
export type Environment = ReadonlyMap<string, Readable>;

/** Where a query stands. */
export interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly env: Environment;
  readonly outer: Scope | null;
}

/** The scope of a query before its FROM clause is read. */
export function openScope({ path, env, outer }: Place, aliases: Scope["aliases"] = new Map()): Scope {
  return { path, inputs: [], aliases, env, outer, parameters: new Set() };
}

/** What an expression is read for: how its parts reach the column or clause, and where they are collected. */
export interface Purpose {
  readonly scope: Scope;
  readonly how: Transformation;
  readonly sink: Sink;
}

/** The run over one statement: the two steps that call each other, and what was found. */
export interface Resolver {
  readonly dialect: Dialect;
  readonly upstream: (parts: readonly Identifier[]) => UpstreamRelation | null;
  readonly query: (query: Query, place: Place) => Readable;
  readonly expr: (expr: Expr, purpose: Purpose) => Expr;
  /** A clause with its names resolved; the columns in it are uses of this kind, null where they are none. */
  readonly clause: (expr: Expr, scope: Scope, use: ColumnUse["subtype"] | null) => Expr;
  readonly scopes: ScopeFacts[];
  readonly uses: ColumnUse[];
  readonly relations: Set<string>;
  /** A path that no scope has yet. */
  readonly path: (wanted: string) => string;
  /** Gives paths back that were taken for a rehearsal. */
  readonly release: (paths: readonly string[]) => void;
}

/** A column reference's key for looking it up: engines that mind the case of quoted names are rare enough. */
export function lower(name: Identifier): string {
  return name.text.toLowerCase();
}
