import type { Expr, Operand, Operation } from "../query.ts";
import { isRandom } from "./is-random.ts";

/** Comparisons that have an opposite, which is NULL where they are. */
const OPPOSITE: Readonly<Record<string, string>> = {
  eq: "neq",
  neq: "eq",
  null_safe_eq: "null_safe_neq",
  null_safe_neq: "null_safe_eq",
  gt: "lte",
  gte: "lt",
  lt: "gte",
  lte: "gt",
};

/** AND is OR where everything is negated, in three-valued logic as well (De Morgan). */
const DUAL: Readonly<Record<string, string>> = { and: "or", or: "and" };

/**
 * A condition in the words that every condition which says the same is put into: BETWEEN and IN are comparisons, as the
 * SQL standard defines them, NULL included; NOT stands before nothing that has an opposite. A NaN, which some engines let
 * be in no order at all, is left out of account. `inKeepsNulls`: whether IN of a NULL is NULL, as `=` is.
 */
export function plainLogic(operation: Operation, inKeepsNulls: boolean): Expr {
  switch (operation.name) {
    case "between":
      return bounds(operation) ?? operation;
    case "in":
      return (inKeepsNulls ? alternatives(operation) : null) ?? operation;
    case "not": {
      const inner = operation.operands[0]?.expr;
      return inner === undefined ? operation : negated(inner, inKeepsNulls);
    }
    default:
      return operation;
  }
}

function negated(expr: Expr, inKeepsNulls: boolean): Expr {
  const plain = expr.type === "operation" ? plainLogic(expr, inKeepsNulls) : expr;
  if (plain.type !== "operation") return not(plain);
  const { name, operands } = plain;
  const [opposite, dual, inner] = [OPPOSITE[name], DUAL[name], operands[0]?.expr];
  if (opposite !== undefined) return { ...plain, name: opposite };
  if (name === "not" && inner !== undefined) return inner;
  if (dual === undefined) return not(plain);
  const parts = operands.map(({ role, expr: part }): Operand => ({
    role,
    expr: negated(part, inKeepsNulls),
  }));
  return { type: "operation", name: dual, operands: parts };
}

function not(expr: Expr): Operation {
  return { type: "operation", name: "not", operands: [{ role: "this", expr }] };
}

/** `x between a and b` as `x >= a and x <= b`; null where it is more than that, or `x` would be another one each time. */
function bounds({ operands }: Operation): Operation | null {
  const [subject, low, high] = ["this", "low", "high"].map(
    (wanted) => operands.find(({ role }) => role === wanted)?.expr,
  );
  if (subject === undefined || low === undefined || high === undefined) return null;
  if (operands.length > 3 || isRandom(subject)) return null;
  return joined("and", [compared("gte", subject, low), compared("lte", subject, high)]);
}

/** A longer list nobody writes as comparisons, and it would take long to read them. */
const WRITTEN_OUT = 50;

/** `x in (a, b)` as `x = a or x = b`; null where it is more than that, or `x` would be another one each time. */
function alternatives({ operands }: Operation): Operation | null {
  const [subject, ...members] = operands;
  if (subject?.role !== "this" || members.length === 0 || members.length > WRITTEN_OUT) return null;
  if (isRandom(subject.expr)) return null;
  if (!members.every(({ role, expr }) => role === "expressions" && expr.type !== "scope")) return null;
  // The members of a list share a type, which need not be that of each.
  const kinds = new Set(members.flatMap(({ expr }) => (expr.type === "literal" ? expr.kind : [])));
  if (kinds.size > 1) return null;
  return joined(
    "or",
    members.map(({ expr }) => compared("eq", subject.expr, expr)),
  );
}

function compared(name: string, left: Expr, right: Expr): Operation {
  return {
    type: "operation",
    name,
    operands: [
      { role: "left", expr: left },
      { role: "right", expr: right },
    ],
  };
}

function joined(name: string, [first, ...others]: readonly Operation[]): Operation | null {
  if (first === undefined || others.length === 0) return first ?? null;
  return { type: "operation", name, operands: [first, ...others].map((expr) => ({ role: "", expr })) };
}
