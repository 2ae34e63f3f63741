import type { Expr, Operand } from "./query.ts";

/** The expressions straight below one. Queries inside an expression are scopes of their own and are not entered. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.type) {
    case "operation":
      return expr.operands.map((operand) => operand.expr);
    case "cast":
      return [expr.operand];
    case "lambda":
      return [expr.body];
    case "star":
      return expr.replace.map((projection) => projection.expr);
    case "column":
    case "literal":
    case "query":
    case "resolved":
    case "scope":
      return [];
  }
}

/** The same expression with its children replaced. */
export function mapChildren(expr: Expr, map: (child: Expr) => Expr): Expr {
  switch (expr.type) {
    case "operation":
      return {
        ...expr,
        operands: expr.operands.map(({ role, expr: child }): Operand => ({ role, expr: map(child) })),
      };
    case "cast":
      return { ...expr, operand: map(expr.operand) };
    case "lambda":
      return { ...expr, body: map(expr.body) };
    case "star":
      return {
        ...expr,
        replace: expr.replace.map((projection) => ({ ...projection, expr: map(projection.expr) })),
      };
    case "column":
    case "literal":
    case "query":
    case "resolved":
    case "scope":
      return expr;
  }
}

/** Whether an expression, or one inside it, is as asked. */
export function someExpr(expr: Expr, test: (expr: Expr) => boolean): boolean {
  return test(expr) || childrenOf(expr).some((child) => someExpr(child, test));
}

/** Calls back for every expression, outer ones first. */
export function walkExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const child of childrenOf(expr)) walkExpr(child, visit);
}

/** The line on which an expression begins, as far as its names tell. */
export function lineOf(expr: Expr): number | null {
  if ("line" in expr) return expr.line;
  for (const child of childrenOf(expr)) {
    const line = lineOf(child);
    if (line !== null) return line;
  }
  return null;
}

/** The parts that AND joins, an expression without AND being its only part. */
export function conjunctsOf(expr: Expr | null): readonly Expr[] {
  if (expr === null) return [];
  if (expr.type !== "operation" || expr.name !== "and") return [expr];
  return expr.operands.flatMap((operand) => conjunctsOf(operand.expr));
}
