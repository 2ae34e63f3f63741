import { walkExpr } from "../sql/expr.ts";
import type { ScopeFacts, StatementFacts } from "../sql/facts.ts";
import type { Expr } from "../sql/query.ts";
import type { StatementRead } from "./quick/found.ts";

/**
 * What a statement that the SQL engine read takes of each object: every column that it names, in any clause of any scope,
 * and whether a star takes the rest. `known`: ids of objects of the project; other relations are left out.
 */
export function readsIn(facts: StatementFacts, known: ReadonlySet<string>): readonly StatementRead[] {
  const columns = new Map<string, Set<string>>();
  const starred = new Set<string>();
  for (const relation of facts.relations) if (known.has(relation)) columns.set(relation, new Set());
  for (const scope of facts.scopes) {
    for (const expr of expressionsOf(scope)) note(expr, columns);
    for (const column of scope.columns) {
      if (column.star === true) noteStar(column.expr, starred);
      else note(column.expr, columns);
    }
  }
  return [...columns].map(([uniqueId, names]) => ({
    uniqueId,
    columns: [...names].sort(),
    star: starred.has(uniqueId),
  }));
}

function expressionsOf(scope: ScopeFacts): readonly Expr[] {
  const { filters, having, qualify, grouping, order, distinct, inputs } = scope;
  return [
    ...filters,
    ...having,
    ...qualify,
    ...(grouping ?? []),
    ...order,
    ...(distinct === null || distinct === "all" ? [] : distinct),
    ...inputs.flatMap(({ join, call }) => [...(join?.on ?? []), ...(call === null ? [] : [call])]),
  ];
}

function note(expr: Expr, columns: ReadonlyMap<string, Set<string>>): void {
  walkExpr(expr, (inner) => {
    if (inner.type === "resolved") columns.get(inner.source)?.add(inner.column.toLowerCase());
  });
}

function noteStar(expr: Expr, starred: Set<string>): void {
  walkExpr(expr, (inner) => {
    if (inner.type === "resolved") starred.add(inner.source);
  });
}
