import { someExpr } from "../expr.ts";
import type { Expr } from "../query.ts";

/** Whether two readings of an expression in one row may differ: then it may not be written twice for once, or once for twice. */
export function isRandom(expr: Expr): boolean {
  return someExpr(expr, (each) => each.type === "operation" && RANDOM.test(each.name));
}

const RANDOM = /rand|uuid|newid|nextval|^seq\d$|^clock_/u;
