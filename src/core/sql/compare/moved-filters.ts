import { someExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import { windowOf } from "../meaning/windows.ts";
import type { Comparison } from "./comparison.ts";
import type { SqlEdit } from "./edit.ts";
import { pathOf, withoutOccurrence } from "./side.ts";

type Scopes = ReadonlyMap<string, ScopeFacts>;

/**
 * The edits without those that only move a filter up or down through scopes that neither join nor group nor number rows: the result
 * holds the same rows.
 */
export function withoutMovedFilters(edits: readonly SqlEdit[], { sides }: Comparison): readonly SqlEdit[] {
  const filters = edits.filter(({ kind }) => kind === "filter");
  const moved = new Set<SqlEdit>();
  for (const gone of filters) {
    if (gone.before === undefined || gone.after !== undefined) continue;
    const come = filters.find(
      (each) => each.before === undefined && each.after === gone.before && !moved.has(each),
    );
    if (come === undefined) continue;
    const isAbove = isFreeWay(come.scope, gone.scope, sides.base.scopes);
    if (isAbove || isFreeWay(gone.scope, come.scope, sides.head.scopes)) moved.add(gone).add(come);
  }
  return edits.filter((edit) => !moved.has(edit));
}

/** Whether a filter may move between two scopes: nothing on the way down joins, groups or numbers rows. */
function isFreeWay(upper: string, lower: string, scopes: Scopes): boolean {
  const chain = chainOf(upper, scopes);
  const end = chain.indexOf(lower);
  if (end < 0) return false;
  const below = new Set(chain.slice(1, end + 1));
  // A scope that keeps all rows is looked through by whoever reads it, also when it numbers them.
  const isBetween = ({ path, inputs }: ScopeFacts): boolean =>
    path !== upper && inputs.some(({ source }) => below.has(pathOf(withoutOccurrence(source)) ?? ""));
  return ![...scopes.values()].some((scope) => isBetween(scope) && numbersRows(scope));
}

function numbersRows({ columns }: ScopeFacts): boolean {
  return columns.some(({ expr }) => someExpr(expr, (each) => windowOf(each) !== null));
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

function isLinear(scope: ScopeFacts): boolean {
  const { inputs, grouping, distinct, limits, set, qualify } = scope;
  const [input] = inputs;
  if (input === undefined || inputs.length > 1 || input.call !== null || input.modifiers.length > 0)
    return false;
  const keepsRows = grouping === null && distinct === null && set === null;
  return keepsRows && limits.length + qualify.length === 0 && !numbersRows(scope);
}
