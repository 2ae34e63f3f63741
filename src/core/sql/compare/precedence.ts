import type { Expr, Operation } from "../query.ts";

/** The operators that stand between two operands, by how they are written. */
export const INFIX: Readonly<Record<string, string>> = {
  add: "+",
  and: "and",
  concat: "||",
  d_pipe: "||",
  div: "/",
  eq: "=",
  gt: ">",
  gte: ">=",
  i_like: "ilike",
  ilike: "ilike",
  like: "like",
  lt: "<",
  lte: "<=",
  mod: "%",
  mul: "*",
  neq: "<>",
  null_safe_eq: "is not distinct from",
  null_safe_neq: "is distinct from",
  or: "or",
  sub: "-",
};

/** Whether an operation is written with its operator between its operands; `concat` may also be called. */
export function isInfix({ name, operands }: Operation): boolean {
  return INFIX[name] !== undefined && operands.length === 2 && operands.every(({ role }) => role !== "args");
}

const COMPARISON = 3;

/** How much an operator binds. AND and OR are never mixed without parentheses: few know which binds more. */
const BINDS: Readonly<Record<string, number>> = {
  and: 1,
  or: 1,
  not: 2,
  between: COMPARISON,
  in: COMPARISON,
  is_false: COMPARISON,
  is_null: COMPARISON,
  is_true: COMPARISON,
  concat: 4,
  d_pipe: 4,
  add: 5,
  sub: 5,
  div: 6,
  mod: 6,
  mul: 6,
  neg: 7,
  at_time_zone: 8,
  dot: 8,
  j_s_o_n_extract: 8,
  subscript: 8,
};

/** Operators of which a chain may be read from either end. */
const CHAINS: ReadonlySet<string> = new Set(["add", "and", "concat", "d_pipe", "mul", "or"]);

/** Whether an operand needs the parentheses that were dropped on reading. */
export function needsParentheses(operand: Expr, operator: string, place: "left" | "right"): boolean {
  if (operand.type !== "operation") return false;
  const [inner, outer] = [bindingOf(operand), BINDS[operator] ?? COMPARISON];
  if (inner !== outer) return inner < outer;
  if (operand.name === operator) return !CHAINS.has(operator) && (place === "right" || !isReadOn(inner));
  return place === "right" || !isReadOn(inner);
}

function bindingOf(operation: Operation): number {
  const own = BINDS[operation.name];
  if (INFIX[operation.name] !== undefined) return isInfix(operation) ? (own ?? COMPARISON) : Infinity;
  return own ?? Infinity;
}

/** Whether operators of one binding are read from the left: arithmetic, and what stands behind its operand. */
function isReadOn(binding: number): boolean {
  return binding === 5 || binding === 6 || binding === 8;
}
