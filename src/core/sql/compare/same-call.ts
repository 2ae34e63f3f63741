import type { Expr, Operand, Operation } from "../query.ts";
import { isRandom } from "./is-random.ts";

/** What is needed to tell that two calls do the same. */
export interface CallSense {
  /** Whether `concat` of a NULL is NULL, as `||` is. */
  readonly concatKeepsNulls: boolean;
  readonly same: (left: Expr, right: Expr) => boolean;
}

type Rewrite = (operation: Operation, sense: CallSense) => Operation | null;

/** Calls that other calls say too, by name; null where this one says more. */
const REWRITES: Readonly<Record<string, Rewrite>> = {
  case: (operation, sense) => defaultOf(operation, sense) ?? withoutNullElse(operation),
  coalesce: ({ operands }) => call("coalesce", ...operands.map(({ expr }) => expr)),
  concat: joined,
  if_func: ({ operands }) => branched(operands.map(({ expr }) => expr)),
  nvl: ({ operands }) =>
    operands.length === 2 ? call("coalesce", ...operands.map(({ expr }) => expr)) : null,
  nvl2: ({ operands }) => {
    const [tested, ...values] = operands.map(({ expr }) => expr);
    if (tested === undefined) return null;
    const test: Operation = {
      type: "operation",
      name: "is_null",
      operands: [{ role: "this", expr: tested }],
    };
    return branched([call("not", test), ...values]);
  },
  zeroifnull: ({ operands: [operand] }) =>
    operand === undefined
      ? null
      : call("coalesce", operand.expr, { type: "literal", kind: "word", value: "0" }),
};

/** A call in the words that every call which does the same is put into. */
export function plainCall(operation: Operation, sense: CallSense): Operation {
  const rewrite = Object.hasOwn(REWRITES, operation.name) ? REWRITES[operation.name] : undefined;
  const plain = rewrite?.(operation, sense) ?? null;
  if (plain === null) return operation;
  // An IF may turn out to be a default.
  return plain.name === operation.name ? plain : plainCall(plain, sense);
}

function call(name: string, ...args: readonly Expr[]): Operation {
  return { type: "operation", name, operands: args.map((expr): Operand => ({ role: "", expr })) };
}

/** `if(test, then, else)` as a CASE. */
function branched([test, value, otherwise]: readonly Expr[]): Operation | null {
  if (test === undefined || value === undefined) return null;
  const when: Operation = {
    type: "operation",
    name: "list",
    operands: [
      { role: "item", expr: test },
      { role: "item", expr: value },
    ],
  };
  const operands: readonly Operand[] = [
    { role: "whens", expr: when },
    ...(otherwise === undefined ? [] : [{ role: "else_", expr: otherwise }]),
  ];
  return { type: "operation", name: "case", operands };
}

/** `else null` is what CASE does anyway. */
function withoutNullElse(operation: Operation): Operation {
  const operands = operation.operands.filter(({ role, expr }) => role !== "else_" || !isNull(expr));
  return { ...operation, operands };
}

function isNull(expr: Expr): boolean {
  return expr.type === "literal" && expr.kind === "word" && expr.value === "null";
}

/** `case when a is null then b else a end`, and the same the other way round, is `coalesce(a, b)`. */
function defaultOf(operation: Operation, { same }: CallSense): Operation | null {
  const [test, value, otherwise] = onlyBranch(operation);
  if (test === undefined || value === undefined || otherwise === undefined) return null;
  const negated = negatedIn(test);
  const tested = testedForNull(negated ?? test);
  const [kept, other] = negated === null ? [otherwise, value] : [value, otherwise];
  if (tested === null || isRandom(tested)) return null;
  return same(kept, tested) ? call("coalesce", kept, other) : null;
}

/** Test, value and else of a CASE that has one WHEN and compares nothing. */
function onlyBranch({ operands }: Operation): readonly Expr[] {
  const [whens, otherwise] = operands;
  if (operands.length !== 2 || whens?.role !== "whens" || otherwise?.role !== "else_") return [];
  return whens.expr.type === "operation"
    ? [...whens.expr.operands.map(({ expr }) => expr), otherwise.expr]
    : [];
}

function negatedIn(test: Expr): Expr | null {
  return test.type === "operation" && test.name === "not" ? (test.operands[0]?.expr ?? null) : null;
}

/** What IS NULL asks of. */
function testedForNull(test: Expr): Expr | null {
  return test.type === "operation" && test.name === "is_null" ? (test.operands[0]?.expr ?? null) : null;
}

/** A chain of `||`, or of `concat` where that does the same, has no inner parentheses. */
function joined(operation: Operation, { concatKeepsNulls }: CallSense): Operation {
  const isCall = (each: Operation): boolean => !concatKeepsNulls && isCallOf(each);
  const partsOf = (each: Operation): readonly Expr[] =>
    each.operands.flatMap(({ expr }) =>
      expr.type === "operation" && expr.name === "concat" && isCall(expr) === isCall(operation)
        ? partsOf(expr)
        : [expr],
    );
  return call(isCall(operation) ? "concat_call" : "concat", ...partsOf(operation));
}

/** Whether it is written as a function, not as `||`. */
function isCallOf({ operands }: Operation): boolean {
  return operands.every(({ role }) => role !== "left" && role !== "right");
}
