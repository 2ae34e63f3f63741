import type { Dialect } from "./dialect.ts";
import type { Confidence, OutputColumn, ScopeColumn, StatementFacts, UpstreamRelation } from "./facts.ts";
import type { Expr, Query } from "./query.ts";
import { aggregateIn } from "./resolve/aggregates.ts";
import { Sink, TRANSFORMATION } from "./resolve/lineage.ts";
import { resolveExpr } from "./resolve/resolve-expr.ts";
import { resolveQuery } from "./resolve/resolve-query.ts";
import { lower, type Offer, type Resolver } from "./resolve/scope.ts";

/** What the reading of a query may lean on. */
export interface KnownRelations {
  readonly dialect: Dialect;
  readonly upstream: readonly UpstreamRelation[];
}

/** The facts of a query. */
export function factsOf(query: Query, known: KnownRelations): StatementFacts {
  const resolver = newResolver(known);
  const root = resolver.query(query, { path: "root", line: 1, env: new Map(), outer: null });
  const last = resolver.scopes.at(-1)?.columns ?? [];
  const listed = last.filter(({ name }) => name.key !== "*");
  return {
    columns: root.columns.map((offer, index) => outputColumn(offer, index, listed[index])),
    incomplete: root.open,
    relations: [...resolver.relations],
    uses: resolver.uses,
    scopes: resolver.scopes,
  };
}

function newResolver({ dialect, upstream }: KnownRelations): Resolver {
  const paths = new Set<string>();
  const find = finder(upstream);
  const resolver: Resolver = {
    dialect,
    upstream: find,
    scopes: [],
    uses: [],
    relations: new Set(),
    path: (wanted) => {
      let path = wanted;
      for (let count = 2; paths.has(path); count++) path = `${wanted}~${count}`;
      paths.add(path);
      return path;
    },
    release: (released) => {
      for (const path of released) paths.delete(path);
    },
    query: (query, place) => resolveQuery(query, place, resolver),
    expr: (expr, purpose) => resolveExpr(expr, purpose, resolver),
    clause: (expr, scope, subtype) => {
      const sink = new Sink();
      const resolved = resolver.expr(expr, { scope, how: TRANSFORMATION, sink });
      const line = lineIn(expr);
      for (const { relation, column } of subtype === null ? [] : sink.lineage().edges) {
        resolver.uses.push({
          relation,
          column,
          type: "INDIRECT",
          subtype: subtype ?? "FILTER",
          scope: scope.path,
          line,
        });
      }
      return resolved;
    },
  };
  return resolver;
}

function lineIn(expr: Expr): number | null {
  return "line" in expr ? expr.line : null;
}

/** Finds a relation by the end of its name: statements may leave out database and schema. */
function finder(upstream: readonly UpstreamRelation[]): Resolver["upstream"] {
  const byName = new Map<string, UpstreamRelation[]>();
  for (const relation of upstream) {
    const name = relation.parts.at(-1)?.toLowerCase() ?? "";
    byName.set(name, [...(byName.get(name) ?? []), relation]);
  }
  return (parts) => {
    const wanted = parts.map(lower);
    const found = (byName.get(wanted.at(-1) ?? "") ?? []).filter((relation) =>
      endsWith(relation.parts, wanted),
    );
    const [only] = found;
    return found.length === 1 && only !== undefined ? only : null;
  };
}

function endsWith(parts: readonly string[], wanted: readonly string[]): boolean {
  const length = Math.min(parts.length, wanted.length);
  const tail = parts.slice(-length).map((part) => part.toLowerCase());
  return tail.every((part, index) => part === wanted[wanted.length - length + index]);
}

function outputColumn(offer: Offer, index: number, column: ScopeColumn | undefined): OutputColumn {
  const { edges, doubts, untraced } = offer.lineage;
  return {
    name: offer.name.text,
    position: index + 1,
    sources: [...edges].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)),
    cast: column?.expr.type === "cast" ? column.expr.to : null,
    aggregate: column === undefined ? null : aggregateIn(column.expr),
    confidence: confidenceOf(offer),
    doubts,
    untraced,
  };
}

function keyOf({ relation, column }: { readonly relation: string; readonly column: string }): string {
  return `${relation}\n${column}`;
}

function confidenceOf({ lineage }: Offer): Confidence {
  if (lineage.untraced.length > 0) return "low";
  return lineage.doubts.length > 0 ? "medium" : "high";
}
