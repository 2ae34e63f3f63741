import type { Cte, Expr, Query, Relation } from "../query.ts";
import { childrenOf } from "../expr.ts";
import { EPHEMERAL_PREFIX } from "../known-columns.ts";
import { resolveSelect } from "./resolve-select.ts";
import { resolveSet, resolveValues } from "./resolve-set.ts";
import { lower, type Environment, type Place, type Readable, type Resolver } from "./scope.ts";

/** A query with its CTEs: each of these is seen by those after it, never by itself unless it is recursive. */
export function resolveQuery(query: Query, place: Place, resolver: Resolver): Readable {
  const env = new Map(place.env);
  for (const cte of query.ctes) {
    if (isRelation(cte, resolver)) continue;
    const nested = place.path === "root" ? lower(cte.name) : `${place.path}/${lower(cte.name)}`;
    const path = resolver.path(nested === "root" ? "root/root" : nested);
    env.set(lower(cte.name), resolveCte(cte, { path, line: cte.line, env, outer: place.outer }, resolver));
  }
  return resolveBody(query, { ...place, env }, resolver);
}

/** dbt writes the SQL of an ephemeral model into a CTE; who knows the model as a relation has it read as one. */
function isRelation({ name }: Cte, resolver: Resolver): boolean {
  return lower(name).startsWith(EPHEMERAL_PREFIX) && resolver.upstream([name]) !== null;
}

function resolveBody(query: Query, place: Place & { env: Environment }, resolver: Resolver): Readable {
  switch (query.type) {
    case "select":
      return resolveSelect(query, place, resolver);
    case "set":
      return resolveSet(query, place, resolver);
    case "values":
      return resolveValues(query, place, resolver);
  }
}

function resolveCte(cte: Cte, place: Place, resolver: Resolver): Readable {
  const { query } = cte;
  const recursive = query.type === "set" && mentions(query.right, lower(cte.name));
  if (cte.isValue) return { ...resolver.query(query, place), isValue: true };
  if (!recursive) return renamed(resolver.query(query, place), cte);
  // What the recursion starts from tells its columns; they may then gain sources from the recursive part.
  const start = renamed(
    rehearse(() => resolver.query(query.left, place), resolver),
    cte,
  );
  const self = { ...start, source: `@${place.path}` };
  const first = renamed(
    rehearse(() => resolver.query(query, withSelf(place, cte, self)), resolver),
    cte,
  );
  return renamed(resolver.query(query, withSelf(place, cte, { ...first, source: self.source })), cte);
}

function withSelf(place: Place, cte: Cte, self: Readable): Place {
  return { ...place, env: new Map([...place.env, [lower(cte.name), self]]) };
}

/** Reads without recording. */
function rehearse(read: () => Readable, resolver: Resolver): Readable {
  const { scopes, uses } = resolver;
  const before = [scopes.length, uses.length] as const;
  const readable = read();
  resolver.release(scopes.slice(before[0]).map(({ path }) => path));
  scopes.length = before[0];
  uses.length = before[1];
  return readable;
}

function renamed(readable: Readable, { columns }: Cte): Readable {
  if (columns.length === 0 || columns.length > readable.columns.length) return readable;
  return {
    ...readable,
    columns: readable.columns.map((offer, index) => ({ ...offer, name: columns[index] ?? offer.name })),
  };
}

/** Whether a query reads a relation of this name, of one part. */
function mentions(query: Query, name: string): boolean {
  if (query.ctes.some((cte) => mentions(cte.query, name))) return true;
  if (query.type === "set") return mentions(query.left, name) || mentions(query.right, name);
  if (query.type === "values") return false;
  return (
    query.inputs.some(({ relation }) => reads(relation, name)) ||
    [query.where, ...query.projections.map(({ expr }) => expr)].some(
      (expr) => expr !== null && readsIn(expr, name),
    )
  );
}

function reads(relation: Relation, name: string): boolean {
  switch (relation.type) {
    case "table":
      return relation.parts.length === 1 && relation.parts.some((part) => lower(part) === name);
    case "query":
      return mentions(relation.query, name);
    case "joined":
      return relation.inputs.some((input) => reads(input.relation, name));
    case "pivot":
      return reads(relation.input.relation, name);
    case "call":
      return readsIn(relation.expr, name);
  }
}

function readsIn(expr: Expr, name: string): boolean {
  if (expr.type === "query") return mentions(expr.query, name);
  return childrenOf(expr).some((child) => readsIn(child, name));
}
