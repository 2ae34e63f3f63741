import { walkExpr } from "../expr.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import type { Expr, Resolved } from "../query.ts";
import { originOf, ownerOf, type Origin, type Scopes } from "./origins.ts";

/**
 * The columns of a joined relation of which a row on the other side can meet one value only: those that conditions set
 * equal to something that is not of the relation. A cast or a call around a column is taken for the column.
 */
export function fixedColumns(input: ScopeInput, scope: ScopeFacts, scopes: Scopes): ReadonlySet<Origin> {
  const isOwn = (column: Resolved): boolean => ownerOf(column, scope, scopes) === input;
  const isApart = (expr: Expr): boolean => !columnsIn(expr).some(isOwn);
  const conditions = [...(input.join?.on ?? []), ...scope.filters];
  return new Set(conditions.flatMap((condition) => fixedBy(condition, isOwn, isApart)));
}

/** The columns of a scope's first relation that it filters by one value. */
export function constantColumns(scope: ScopeFacts, scopes: Scopes): ReadonlySet<Origin> {
  const [first] = scope.inputs;
  const isOwn = (column: Resolved): boolean => ownerOf(column, scope, scopes) === first;
  const isConstant = (expr: Expr): boolean => columnsIn(expr).length === 0;
  return new Set(scope.filters.flatMap((condition) => fixedBy(condition, isOwn, isConstant)));
}

function fixedBy(
  condition: Expr,
  isOwn: (column: Resolved) => boolean,
  settles: (other: Expr) => boolean,
): readonly Origin[] {
  if (condition.type === "operation" && EQUALITIES.has(condition.name)) {
    const [left, right] = condition.operands.map(({ expr }) => expr);
    if (left === undefined || right === undefined) return [];
    if (settles(right)) return onlyColumn(left, isOwn);
    return settles(left) ? onlyColumn(right, isOwn) : [];
  }
  const asked = askedOf(condition);
  return asked === null ? [] : onlyColumn(asked, isOwn);
}

const EQUALITIES: ReadonlySet<string> = new Set(["eq", "null_safe_eq"]);

/** What IS NULL asks about, or a boolean column that is a condition by itself or by NOT. */
function askedOf(condition: Expr): Expr | null {
  if (condition.type === "resolved") return condition;
  const inner = condition.type === "operation" ? condition.operands[0]?.expr : undefined;
  if (condition.type !== "operation" || inner === undefined) return null;
  const isAsked = condition.name === "is_null" || (condition.name === "not" && inner.type === "resolved");
  return isAsked ? inner : null;
}

/** The column of an expression, if it reads one only and that is the relation's own. */
function onlyColumn(expr: Expr, isOwn: (column: Resolved) => boolean): readonly Origin[] {
  const columns = columnsIn(expr);
  const origins = new Set(columns.map(originOf));
  return origins.size === 1 && columns.every(isOwn) ? [...origins] : [];
}

/** Every column that an expression reads, as often as it does. */
export function columnsIn(expr: Expr): readonly Resolved[] {
  const columns: Resolved[] = [];
  walkExpr(expr, (each) => {
    if (each.type === "resolved") columns.push(each);
  });
  return columns;
}
