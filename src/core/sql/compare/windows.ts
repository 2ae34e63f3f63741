import { mapChildren, someExpr } from "../expr.ts";
import type { Expr } from "../query.ts";
import { pathOf, type SqlSide } from "./side.ts";

const RANKS: ReadonlySet<string> = new Set(["row_number", "rank", "dense_rank"]);

/** Whether a condition keeps rows by their rank, its own or one that a scope below numbered them with. */
export function keepsByRank(condition: Expr, side: SqlSide): boolean {
  return someExpr(
    condition,
    (expr) => isRank(expr) || (expr.type === "resolved" && isRank(columnOf(expr, side))),
  );
}

function isRank(expr: Expr | null): boolean {
  return expr?.type === "operation" && expr.name === "window_function" && someExpr(expr, isRankCall);
}

function isRankCall(expr: Expr): boolean {
  return expr.type === "operation" && RANKS.has(expr.name);
}

function columnOf({ source, column }: Extract<Expr, { type: "resolved" }>, side: SqlSide): Expr | null {
  const path = pathOf(source);
  const scope = path === null ? undefined : side.scopes.get(path);
  return scope?.columns.find(({ name }) => name.key === column)?.expr ?? null;
}

/** An expression without the order of its windows. */
export function withoutWindowOrder(expr: Expr): Expr {
  if (expr.type !== "operation" || expr.name !== "window_function")
    return mapChildren(expr, withoutWindowOrder);
  return mapChildren(expr, (child) => {
    if (child.type !== "operation" || child.name !== "part") return child;
    return { ...child, operands: child.operands.filter(({ role }) => role !== "order_by") };
  });
}

/** An expression without any cast. */
export function withoutCasts(expr: Expr): Expr {
  return expr.type === "cast" ? withoutCasts(expr.operand) : mapChildren(expr, withoutCasts);
}
