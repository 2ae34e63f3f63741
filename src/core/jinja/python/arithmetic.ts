import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { ArithmeticOperator } from "../template.ts";
import { listOf, tupleOf, type UnknownValue, type Value } from "../values.ts";
import { Dict } from "../dict.ts";
import { bounded, floorDivided, modulo, powerOf } from "./integer.ts";
import { is, numberOf } from "./kinds.ts";
import { percentFormat } from "./percent-format.ts";
import { typeName } from "./type-name.ts";

/** The two sides of an operation. */
export interface Operands {
  readonly left: Value;
  readonly right: Value;
}

/** `left operator right` as Python computes it; unknown where a side is. */
export function compute(operator: ArithmeticOperator, operands: Operands, run: Rendering): Value {
  const { left, right } = operands;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== null && b !== null) return computeNumbers(operator, a, b);
  if (operator === "%" && typeof left === "string") return percentFormat(left, right, run);
  return (
    special(operator, operands, run) ?? combined(operator, operands, run) ?? unsupported(operator, operands)
  );
}

/** `-value` or `+value`. */
export function signed(sign: "-" | "+", value: Value, run: Rendering): Value {
  const number = numberOf(value);
  if (number !== null) return sign === "-" ? -number : number;
  if (is(value, "undefined")) throw new Refusal(value.why);
  if (is(value, "unknown")) return used(value, run);
  throw new Refusal(`bad operand type for unary ${sign}: '${typeName(value)}'`);
}

/** Operands that decide by themselves what comes of it. */
function special(operator: ArithmeticOperator, { left, right }: Operands, run: Rendering): Value | null {
  for (const value of [left, right]) {
    if (is(value, "undefined")) throw new Refusal(value.why);
    if (is(value, "unknown")) return used(value, run);
  }
  const byLeft = is(left, "host") ? left.operate?.(operator, right, "left") : undefined;
  return byLeft ?? (is(right, "host") ? right.operate?.(operator, left, "right") : undefined) ?? null;
}

/** What strings, lists, tuples and sets do. */
function combined(operator: ArithmeticOperator, { left, right }: Operands, run: Rendering): Value | null {
  if (operator === "+") return concatenated(left, right, run);
  if (operator === "-") return difference(left, right);
  if (operator !== "*") return null;
  return repeated(left, right, run) ?? repeated(right, left, run);
}

function used(value: UnknownValue, run: Rendering): UnknownValue {
  run.taint(value, "called");
  return value;
}

function computeNumbers(operator: ArithmeticOperator, left: bigint | number, right: bigint | number): Value {
  if ((operator === "/" || operator === "//" || operator === "%") && Number(right) === 0) {
    throw new Refusal("division by zero");
  }
  if (typeof left === "bigint" && typeof right === "bigint") return computeIntegers(operator, left, right);
  return computeFloats(operator, Number(left), Number(right));
}

function computeIntegers(operator: ArithmeticOperator, left: bigint, right: bigint): bigint | number {
  switch (operator) {
    case "+":
      return bounded(left + right);
    case "-":
      return bounded(left - right);
    case "*":
      return bounded(left * right);
    case "/":
      return Number(left) / Number(right);
    case "//":
      return floorDivided(left, right);
    case "%":
      return modulo(left, right);
    case "**":
      return right < 0n ? Number(left) ** Number(right) : powerOf(left, right);
  }
}

function computeFloats(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "//":
      return Math.floor(left / right);
    case "%":
      return left - right * Math.floor(left / right);
    case "**":
      return left ** right;
  }
}

function concatenated(left: Value, right: Value, run: Rendering): Value | null {
  if (typeof left === "string" && typeof right === "string") {
    run.makes(left.length + right.length);
    return left + right;
  }
  if (is(left, "list") && is(right, "list")) return listOf(joined(left.items, right.items, run));
  if (is(left, "tuple") && is(right, "tuple")) return tupleOf(joined(left.items, right.items, run));
  return null;
}

function joined(left: readonly Value[], right: readonly Value[], run: Rendering): Value[] {
  run.spend(left.length + right.length);
  return [...left, ...right];
}

function repeated(value: Value, by: Value, run: Rendering): Value | null {
  const times = numberOf(by);
  if (typeof times !== "bigint") return null;
  if (typeof value === "string") {
    const count = timesOf(times, value.length);
    run.makes(value.length * count);
    return value.repeat(count);
  }
  if (!is(value, "list") && !is(value, "tuple")) return null;
  const count = timesOf(times, value.items.length);
  run.spend(value.items.length * count);
  const items = Array.from({ length: count }, () => value.items).flat();
  return value.type === "list" ? listOf(items) : tupleOf(items);
}

/** How often something of a length is repeated: nothing need not be. */
function timesOf(times: bigint, length: number): number {
  return times > 0n && length > 0 ? Number(times) : 0;
}

function difference(left: Value, right: Value): Value | null {
  if (!is(left, "set") || !is(right, "set")) return null;
  const kept = left.members.entries().filter(([key]) => !right.members.has(key));
  return { type: "set", members: new Dict(kept) };
}

function unsupported(operator: ArithmeticOperator, { left, right }: Operands): never {
  if (operator === "+" && typeof left === "string") {
    throw new Refusal(`can only concatenate str (not "${typeName(right)}") to str`);
  }
  throw new Refusal(
    `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}
