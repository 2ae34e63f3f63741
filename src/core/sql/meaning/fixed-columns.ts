import { someExpr, walkExpr } from "../expr.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import type { Expr } from "../query.ts";

/**
 * The columns of a joined source, in lower case, of which a row on the other side can meet one value only: those that
 * conditions set equal to something that is not of the source. A cast or a call around a column is taken for the column.
 */
export function fixedColumns({ source, join }: ScopeInput, { filters }: ScopeFacts): ReadonlySet<string> {
  const isApart = (expr: Expr): boolean => !reads(expr, source);
  return new Set([...(join?.on ?? []), ...filters].flatMap((each) => fixedBy(each, source, isApart)));
}

/** The columns of a source, in lower case, that a scope filters by one value. */
export function constantColumns(source: string, { filters }: ScopeFacts): ReadonlySet<string> {
  const isConstant = (expr: Expr): boolean => !someExpr(expr, ({ type }) => type === "resolved");
  return new Set(filters.flatMap((each) => fixedBy(each, source, isConstant)));
}

function fixedBy(condition: Expr, source: string, settles: (other: Expr) => boolean): readonly string[] {
  // A boolean column is a condition by itself.
  if (condition.type === "resolved") return columnOf(condition, source);
  if (condition.type !== "operation") return [];
  const [left, right] = condition.operands.map(({ expr }) => expr);
  if (left === undefined) return [];
  if (condition.name === "is_null") return columnOf(left, source);
  if (condition.name === "not") return left.type === "resolved" ? columnOf(left, source) : [];
  if (right === undefined || (condition.name !== "eq" && condition.name !== "null_safe_eq")) return [];
  if (settles(right)) return columnOf(left, source);
  return settles(left) ? columnOf(right, source) : [];
}

/** The column of an expression, if it reads this one only. */
function columnOf(expr: Expr, source: string): readonly string[] {
  const names = new Set<string>();
  let foreign = false;
  walkExpr(expr, (each) => {
    if (each.type !== "resolved") return;
    if (each.source === source) names.add(each.column.toLowerCase());
    else foreign = true;
  });
  return names.size === 1 && !foreign ? [...names] : [];
}

function reads(expr: Expr, source: string): boolean {
  return someExpr(expr, (each) => each.type === "resolved" && each.source === source);
}
