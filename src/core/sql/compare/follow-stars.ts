import type { ScopeColumn, ScopeFacts, ScopeInput, StatementFacts } from "../facts.ts";
import type { Star } from "../query.ts";
import { withoutOccurrence } from "./side.ts";

/**
 * The facts with every star that nobody could list named after the relation whose columns it passes on, through scopes
 * that only filter or join it: the rows of a scope may differ, while what its star stands for is the same. Of several
 * scopes that pass on the same relation each keeps its place.
 */
export function followStars(facts: StatementFacts): StatementFacts {
  const origins = new Map<string, string>();
  const scopes = facts.scopes.map((scope): ScopeFacts => {
    const columns = scope.columns.map((column) => followed(column, scope.inputs, origins));
    const [only, ...others] = columns.flatMap(({ expr }) => (expr.type === "star" ? [expr] : []));
    if (only !== undefined && others.length === 0 && only.qualifier !== null && passesAll(only))
      origins.set(`@${scope.path}`, withoutOccurrence(only.qualifier.key));
    return { ...scope, columns };
  });
  return { ...facts, scopes };
}

type Origins = ReadonlyMap<string, string>;

function followed(column: ScopeColumn, inputs: readonly ScopeInput[], origins: Origins): ScopeColumn {
  const { expr } = column;
  if (expr.type !== "star" || expr.qualifier === null) return column;
  const own = expr.qualifier.key;
  const origin = originOf(own, origins);
  const place = inputs.findIndex(({ source }) => source === own);
  const before = inputs
    .slice(0, Math.max(place, 0))
    .filter(({ source }) => originOf(source, origins) === origin);
  const key = before.length === 0 ? origin : `${origin}#${before.length + 1}`;
  return { ...column, expr: { ...expr, qualifier: { text: key, key } } };
}

function originOf(source: string, origins: Origins): string {
  const bare = withoutOccurrence(source);
  return origins.get(bare) ?? bare;
}

function passesAll({ except, rename }: Star): boolean {
  return except.length + rename.length === 0;
}
