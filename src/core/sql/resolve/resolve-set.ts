import type { ScopeColumn } from "../facts.ts";
import type { Expr, Operand, Query, SetOperation, Values } from "../query.ts";
import { IDENTITY, NOTHING, Sink, TRANSFORMATION, union, type Lineage } from "./lineage.ts";
import {
  lower,
  openScope,
  type Environment,
  type Offer,
  type Place,
  type Readable,
  type Resolver,
  type Scope,
} from "./scope.ts";

type Here = Place & { readonly env: Environment };

/** The facts of a set operation, recorded; gives what its readers can see. A chain of one operator is one operation. */
export function resolveSet(query: SetOperation, place: Here, resolver: Resolver): Readable {
  const parts = chainOf(query, query);
  const branches = parts.map((part, index) => {
    const path = resolver.path(`${place.path}/${query.operator}[${index + 1}]`);
    return { path, readable: resolver.query(part, { path, line: null, env: place.env, outer: place.outer }) };
  });
  const readables = branches.map(({ readable }) => readable);
  const merged = readables.slice(1).reduce((left, right) => merge(left, right, query), readables[0] ?? EMPTY);
  const source = `@${place.path}`;
  const columns = merged.columns.map((offer) => ({ ...offer, origin: { source, column: offer.name.key } }));
  const ask = merged.ask;
  const scope = openScope(place, new Map(columns.map((offer) => [lower(offer.name), offer])));
  resolver.scopes.push({
    ...bare(place),
    columns: columns.map(({ name }): ScopeColumn => ({
      name,
      expr: column(source, name.key, name.text),
      line: null,
    })),
    order: query.order.map((key) => resolver.clause(key, scope, null)),
    limits: query.limits.map((limit) => resolver.clause(limit, scope, null)),
    set: {
      operator: query.operator,
      all: query.all,
      byName: query.byName,
      branches: branches.map(({ path }) => path),
    },
  });
  return {
    source,
    scope: source,
    columns,
    open: merged.open,
    ask: ask === null ? null : (name) => moved(ask(name), source),
  };
}

/** VALUES: each column is made from its expressions. */
export function resolveValues(query: Values, place: Here, resolver: Resolver): Readable {
  const scope = openScope(place);
  const source = `@${place.path}`;
  const width = Math.max(0, ...query.rows.map((row) => row.length));
  const rows = query.rows.map((row) => row.map((expr) => valueOf(expr, scope, resolver)));
  const offers = Array.from({ length: width }, (_item, index): Offer => {
    const text = `column${index + 1}`;
    const lineage = rows.map((row) => row[index]?.lineage ?? NOTHING).reduce(union, NOTHING);
    return { name: { text, key: text }, lineage, origin: { source, column: text } };
  });
  const call: Expr = { type: "operation", name: "values", operands: rows.map(rowOf) };
  resolver.scopes.push({
    ...bare(place),
    // The rows stand in for a relation that the scope reads: other rows are another source.
    inputs: [{ source: VALUES, label: "values", call, join: null, modifiers: [], line: place.line }],
    columns: offers.map(({ name }) => ({ name, expr: column(VALUES, name.key, name.text), line: null })),
    order: [],
    limits: [],
    set: null,
  });
  return { source, scope: source, columns: offers, open: null, ask: null };
}

const VALUES = "values()";

function rowOf(row: readonly { readonly expr: Expr }[]): Operand {
  const operands = row.map(({ expr }) => ({ role: "item", expr }));
  return { role: "row", expr: { type: "operation", name: "tuple", operands } };
}

const EMPTY: Readable = { source: "?", scope: null, columns: [], open: null, ask: null };

function bare({ path, line }: Place) {
  const none = { inputs: [], filters: [], having: [], qualify: [], grouping: null, distinct: null };
  return { path, line, ...none } as const;
}

/** The branches of a chain that means the same however it is nested. */
function chainOf(query: Query, top: SetOperation): readonly Query[] {
  if (query.type !== "set" || query.operator !== top.operator || query.all !== top.all) return [query];
  if (query.operator === "except" || query.byName !== top.byName) {
    return query === top ? [query.left, query.right] : [query];
  }
  const own = query.ctes.length + query.limits.length > 0 && query !== top;
  return own ? [query] : [...chainOf(query.left, top), ...chainOf(query.right, top)];
}

function merge(left: Readable, right: Readable, { byName, operator }: SetOperation): Readable {
  const columns = left.columns.map((offer, index) => {
    const other = byName
      ? right.columns.find(({ name }) => lower(name) === lower(offer.name))
      : right.columns[index];
    const found = other ?? (right.open === null ? null : (right.ask?.(offer.name) ?? null));
    if (found === null) return offer;
    return {
      ...offer,
      lineage: union(offer.lineage, operator === "except" ? asFilter(found.lineage) : found.lineage),
    };
  });
  const open = left.open ?? (byName ? right.open : null);
  return { ...left, columns, open, ask: left.ask };
}

/** What EXCEPT takes away decides which values stay, and is no value itself. */
function asFilter(lineage: Lineage): Lineage {
  const sink = new Sink();
  sink.add(lineage, { type: "INDIRECT", subtype: "FILTER" });
  return sink.lineage();
}

function moved(offer: Offer | null, source: string): Offer | null {
  return offer === null ? null : { ...offer, origin: { source, column: offer.name.key } };
}

function column(source: string, name: string, text: string): Expr {
  return { type: "resolved", source, column: name, text, line: null };
}

function valueOf(expr: Expr, scope: Scope, resolver: Resolver): { expr: Expr; lineage: Lineage } {
  const sink = new Sink();
  const how = expr.type === "column" ? IDENTITY : TRANSFORMATION;
  return { expr: resolver.expr(expr, { scope, how, sink }), lineage: sink.lineage() };
}
