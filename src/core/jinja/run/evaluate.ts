import { globalOf } from "../builtins/globals.ts";
import { apply } from "../builtins/apply.ts";
import { methodOf } from "../builtins/methods.ts";
import { Dict } from "../dict.ts";
import { compute, signed } from "../python/arithmetic.ts";
import { contains } from "../python/contains.ts";
import { equals } from "../python/equal.ts";
import { is, numberOf } from "../python/kinds.ts";
import { ordered } from "../python/order.ts";
import { sliced } from "../python/slice.ts";
import { textOf } from "../python/text.ts";
import { truthOf } from "../python/truth.ts";
import type { Call, CallExpr, Comparison, CompareExpr, Expr, SliceExpr } from "../template.ts";
import { listOf, tupleOf, type Value } from "../values.ts";
import { passedBy } from "./arguments.ts";
import { attributeOf, itemOf } from "./attributes.ts";
import type { Applied, Frame } from "./engine.ts";
import type { Rendering } from "./rendering.ts";

/** Steps that a new list or dict counts for, as they bound memory too. */
const OBJECT = 8;

type Composite = Exclude<Expr, { readonly type: "literal" | "name" }>;

/** The value of an expression. */
export function evaluate(expr: Expr, frame: Frame): Value {
  if (expr.type === "literal") return expr.value;
  if (expr.type === "name") return valueOfName(expr.name, frame);
  const { run } = frame;
  run.spend(1);
  run.enter();
  const value = evaluateComposite(expr, frame);
  run.leave();
  return value;
}

/** What the template set, then what the host knows, then Jinja's own functions. */
function valueOfName(name: string, { run, scope }: Frame): Value {
  const local = scope.get(name);
  if (local !== undefined) return local;
  const known = run.names.lookUp(name);
  if (known !== undefined) return known;
  const global = globalOf(name, run);
  return global === undefined ? { type: "undefined", why: `'${name}' is undefined` } : global;
}

function evaluateComposite(expr: Composite, frame: Frame): Value {
  const { run } = frame;
  switch (expr.type) {
    case "list":
      run.spend(OBJECT);
      return listOf(expr.items.map((item) => evaluate(item, frame)));
    case "tuple":
      return tupleOf(expr.items.map((item) => evaluate(item, frame)));
    case "dict":
      run.spend(OBJECT);
      return new Dict(expr.entries.map(({ key, value }) => [evaluate(key, frame), evaluate(value, frame)]));
    case "attribute":
      return attributeOf(evaluate(expr.object, frame), expr.name, run);
    case "item":
      return itemOf(evaluate(expr.object, frame), evaluate(expr.key, frame), run);
    case "slice":
      return evaluateSlice(expr, frame);
    case "call":
      return evaluateCall(expr, frame);
    case "filter":
      return run.engine.filter(expr.filter.name, applied(expr.input, expr.filter, frame), run);
    case "test":
      return run.engine.test(expr.test.name, applied(expr.input, expr.test, frame), run);
    case "not":
      return !truthOf(evaluate(expr.operand, frame), run);
    case "negate":
    case "plus":
      return signed(expr.type === "negate" ? "-" : "+", evaluate(expr.operand, frame), run);
    case "and":
    case "or":
      return decided(expr, frame);
    case "binary":
      return compute(
        expr.operator,
        { left: evaluate(expr.left, frame), right: evaluate(expr.right, frame) },
        run,
      );
    case "concat":
      return concatenated(expr.parts, frame);
    case "compare":
      return holds(expr, frame);
    case "if":
      return evaluateIf(expr, frame);
  }
}

function applied(input: Expr, call: Call, frame: Frame): Applied {
  const value = evaluate(input, frame);
  const passed = passedBy(call, frame);
  frame.run.line = call.line;
  return { input: value, passed };
}

/** `and` and `or` give the operand that decided. */
function decided({ type, left, right }: Extract<Expr, { readonly type: "and" | "or" }>, frame: Frame): Value {
  const value = evaluate(left, frame);
  return truthOf(value, frame.run) === (type === "and") ? evaluate(right, frame) : value;
}

function evaluateIf(expr: Extract<Expr, { readonly type: "if" }>, frame: Frame): Value {
  if (truthOf(evaluate(expr.test, frame), frame.run)) return evaluate(expr.value, frame);
  if (expr.otherwise !== null) return evaluate(expr.otherwise, frame);
  return { type: "undefined", why: "the inline if-expression was false and has no else" };
}

/** A method of a value is applied without being made a value first. */
function evaluateCall(expr: CallExpr, frame: Frame): Value {
  const { run } = frame;
  const { callee } = expr;
  if (callee.type !== "attribute") {
    const value = evaluate(callee, frame);
    const passed = passedBy(expr, frame);
    run.line = expr.line;
    return run.engine.call(value, passed, run);
  }
  const object = evaluate(callee.object, frame);
  const method = methodOf(object, callee.name);
  const value = method === undefined ? attributeOf(object, callee.name, run) : null;
  const passed = passedBy(expr, frame);
  run.line = expr.line;
  if (method === undefined) return run.engine.call(value, passed, run);
  return apply({ name: callee.name, builtin: method, input: object }, passed, run);
}

function concatenated(parts: readonly Expr[], frame: Frame): string {
  const { run } = frame;
  let text = "";
  for (const part of parts) {
    text += textOf(evaluate(part, frame), run);
    if (text.length > run.limits.stringLength) break;
  }
  run.makes(text.length);
  return text;
}

/** A chain holds while each pair does; what comes after is not evaluated. */
function holds({ first, rest }: CompareExpr, frame: Frame): boolean {
  let left = evaluate(first, frame);
  for (const { operator, operand } of rest) {
    const right = evaluate(operand, frame);
    if (!compareTwo(operator, [left, right], frame.run)) return false;
    left = right;
  }
  return true;
}

function compareTwo(operator: Comparison, [left, right]: readonly [Value, Value], run: Rendering): boolean {
  switch (operator) {
    case "==":
      return equals(left, right, run);
    case "!=":
      return !equals(left, right, run);
    case "in":
      return contains(right, left, run);
    case "not in":
      return !contains(right, left, run);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, [left, right], run);
  }
}

function evaluateSlice(expr: SliceExpr, frame: Frame): Value {
  const { run } = frame;
  const value = evaluate(expr.object, frame);
  const [start, stop, step] = [expr.start, expr.stop, expr.step].map((part) =>
    part === null ? null : evaluate(part, frame),
  );
  for (const bound of [start, stop, step]) {
    if (bound === undefined || !is(bound, "unknown")) continue;
    run.taint(bound, "called");
    return bound;
  }
  return sliced(value, { start: boundOf(start), stop: boundOf(stop), step: boundOf(step) }, run);
}

/** Null where the slice is open; undefined for what is no bound. */
function boundOf(value: Value | undefined): bigint | null | undefined {
  if (value === undefined || value === null) return null;
  const number = numberOf(value);
  return typeof number === "bigint" ? number : undefined;
}
