import type { Expr, Operation } from "../query.ts";

/** The call that a window is laid over, with its window; null for any other expression. */
export function windowOf(expr: Expr): { readonly call: Operation; readonly over: Operation } | null {
  if (expr.type !== "operation" || expr.name !== "window_function") return null;
  const call = partOf(expr, "this");
  const over = partOf(expr, "over");
  return call === null || over === null ? null : { call, over };
}

/** The expressions that stand in one role of an operation. */
export function inRole({ operands }: Operation, role: string): readonly Expr[] {
  return operands.flatMap((operand) => (operand.role === role ? [operand.expr] : []));
}

/** What ROW_NUMBER() is partitioned by; null for any other expression. */
export function partitionOf(expr: Expr): readonly Expr[] | null {
  const window = windowOf(expr);
  return window?.call.name === "row_number" ? inRole(window.over, "partition_by") : null;
}

function partOf(operation: Operation, role: string): Operation | null {
  const [found] = inRole(operation, role);
  return found?.type === "operation" ? found : null;
}
