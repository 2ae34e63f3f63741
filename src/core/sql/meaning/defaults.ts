import { childrenOf, mapChildren } from "../expr.ts";
import type { Expr, Operation } from "../query.ts";

/** Calls that put something in the place of null; their first argument is the value itself. */
const DEFAULTS: ReadonlySet<string> = new Set([
  "coalesce",
  "if_null",
  "ifnull",
  "isnull",
  "nvl",
  "zeroifnull",
]);

/** An expression without what stands in for null: COALESCE and its like, and a constant ELSE. */
export function withoutDefaults(expr: Expr): Expr {
  if (expr.type !== "operation") return mapChildren(expr, withoutDefaults);
  const [value] = childrenOf(expr);
  if (DEFAULTS.has(expr.name) && value !== undefined) return withoutDefaults(value);
  return mapChildren(expr.name === "case" ? withoutElse(expr) : expr, withoutDefaults);
}

function withoutElse(operation: Operation): Operation {
  const operands = operation.operands.filter(({ role, expr }) => role !== "else_" || expr.type !== "literal");
  return { ...operation, operands };
}
