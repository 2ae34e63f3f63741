import type { ScopeColumn, ScopeFacts, StatementFacts } from "../facts.ts";
import type { Identifier, Star } from "../query.ts";

/**
 * The facts with every star that nobody could list named after the relation whose columns it passes on, through scopes
 * that only filter or join it: the rows of a scope may differ, while what its star stands for is the same.
 */
export function followStars(facts: StatementFacts): StatementFacts {
  const origins = new Map<string, Identifier>();
  const scopes = facts.scopes.map((scope): ScopeFacts => {
    const columns = scope.columns.map((column) => followed(column, origins));
    const [only, ...others] = columns.flatMap(({ expr }) => (expr.type === "star" ? [expr] : []));
    if (only !== undefined && others.length === 0 && only.qualifier !== null && passesAll(only))
      origins.set(`@${scope.path}`, only.qualifier);
    return { ...scope, columns };
  });
  return { ...facts, scopes };
}

function followed(column: ScopeColumn, origins: ReadonlyMap<string, Identifier>): ScopeColumn {
  const { expr } = column;
  const origin =
    expr.type === "star" && expr.qualifier !== null ? origins.get(expr.qualifier.key) : undefined;
  if (expr.type !== "star" || origin === undefined) return column;
  return { ...column, expr: { ...expr, qualifier: origin } };
}

function passesAll({ except, rename }: Star): boolean {
  return except.length + rename.length === 0;
}
