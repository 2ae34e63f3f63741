import { conjunctsOf } from "../expr.ts";
import type { ScopeInput } from "../facts.ts";
import type { Expr, Identifier, Input } from "../query.ts";
import { findColumn, offerOf } from "./find-column.ts";
import type { Bound, Offer, Resolver, Scope } from "./scope.ts";

interface Joined {
  readonly input: Input;
  readonly merged: readonly Identifier[];
  /** The relations before it. */
  readonly before: readonly Bound[];
  readonly bound: Bound;
}

/** How a relation is joined to those before it. USING and NATURAL say the same as equalities. */
export function joinOf(
  { input, merged, before, bound }: Joined,
  scope: Scope,
  resolver: Resolver,
): ScopeInput["join"] {
  const { join } = input;
  if (join === null) return null;
  const written = join.on === null ? [] : conjunctsOf(resolver.clause(join.on, scope, "JOIN"));
  const left: Scope = { ...scope, inputs: [...before] };
  const equalities = merged.map((name) => equality(name, left, bound));
  for (const name of merged) use(name, { left, bound, scope, resolver });
  return { kind: join.kind, on: [...written, ...equalities] };
}

function equality(name: Identifier, left: Scope, bound: Bound): Expr {
  const own = offerOf(bound, name);
  const other = findColumn([name], left);
  return {
    type: "operation",
    name: "eq",
    operands: [
      { role: "left", expr: reference(other?.origin ?? null, name) },
      { role: "right", expr: reference(own?.origin ?? null, name) },
    ],
  };
}

function reference(origin: Offer["origin"] | null, name: Identifier): Expr {
  return {
    type: "resolved",
    source: origin?.source ?? "?",
    column: origin?.column ?? name.key,
    text: name.text,
    line: null,
  };
}

function use(
  name: Identifier,
  { left, bound, scope, resolver }: { left: Scope; bound: Bound; scope: Scope; resolver: Resolver },
): void {
  const edges = [findColumn([name], left), offerOf(bound, name)].flatMap(
    (found) => found?.lineage.edges ?? [],
  );
  for (const { relation, column } of edges) {
    resolver.uses.push({
      relation,
      column,
      type: "INDIRECT",
      subtype: "JOIN",
      scope: scope.path,
      line: null,
    });
  }
}
