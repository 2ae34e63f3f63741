import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import { pathOf, withoutOccurrence } from "../compare/side.ts";
import { someExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Scopes } from "./origins.ts";
import { windowOf } from "./windows.ts";

/**
 * The edits that only move a filter up or down through scopes that neither join nor group nor number rows: the result
 * holds the same rows.
 */
export function movedFilters(edits: readonly SqlEdit[], { sides }: Comparison): ReadonlySet<SqlEdit> {
  const filters = edits.filter(({ kind }) => kind === "filter");
  const moved = new Set<SqlEdit>();
  for (const gone of filters) {
    if (gone.before === undefined || gone.after !== undefined) continue;
    const come = filters.find(
      (each) => each.before === undefined && each.after === gone.before && !moved.has(each),
    );
    if (come === undefined) continue;
    const isAbove = chainOf(come.scope, sides.base.scopes).includes(gone.scope);
    const isBelow = chainOf(gone.scope, sides.head.scopes).includes(come.scope);
    if (isAbove || isBelow) moved.add(gone).add(come);
  }
  return moved;
}

/** The scopes from one downwards as long as each only filters and renames what the next gives. */
function chainOf(start: string, scopes: Scopes): readonly string[] {
  const chain: string[] = [];
  let scope = scopes.get(start);
  while (scope !== undefined && isLinear(scope) && !chain.includes(scope.path)) {
    chain.push(scope.path);
    scope = scopes.get(pathOf(withoutOccurrence(scope.inputs[0]?.source ?? "")) ?? "");
  }
  return chain;
}

function isLinear({ inputs, columns, grouping, distinct, limits, set, qualify }: ScopeFacts): boolean {
  const [input] = inputs;
  if (input === undefined || inputs.length > 1 || input.call !== null || input.modifiers.length > 0)
    return false;
  const keepsRows = grouping === null && distinct === null && set === null;
  const numbers = columns.some(({ expr }) => someExpr(expr, (each) => windowOf(each) !== null));
  return keepsRows && limits.length + qualify.length === 0 && !numbers;
}
