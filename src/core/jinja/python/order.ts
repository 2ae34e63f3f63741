import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import { equals } from "./equal.ts";
import { is, numberOf } from "./kinds.ts";
import { typeName } from "./type-name.ts";

type Order = "<" | "<=" | ">" | ">=";

/** Python's `<`, `<=`, `>` and `>=`; false with a taint where a side is unknown. */
export function ordered(order: Order, [left, right]: readonly [Value, Value], run: Rendering): boolean {
  for (const side of [left, right]) {
    if (is(side, "undefined")) throw new Refusal(side.why);
    if (!is(side, "unknown")) continue;
    run.taint(side, "tested");
    return false;
  }
  const sign = compared(left, right, run);
  if (sign === null) throw new Refusal(unordered(order, left, right));
  return holds(order, sign);
}

/** Below, at or above 0; NaN where two numbers have no order. Refuses values that have none; unknown ones are equal. */
export function compare(left: Value, right: Value, run: Rendering): number {
  if (is(left, "unknown") || is(right, "unknown")) {
    ordered("<", [left, right], run);
    return 0;
  }
  const sign = compared(left, right, run);
  if (sign === null) throw new Refusal(unordered("<", left, right));
  return sign;
}

function holds(order: Order, sign: number): boolean {
  switch (order) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case ">":
      return sign > 0;
    case ">=":
      return sign >= 0;
  }
}

function compared(left: Value, right: Value, run: Rendering): number | null {
  if (typeof left === "string" && typeof right === "string") {
    run.spend(Math.min(left.length, right.length) / 16);
    return signOf(left, right);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== null && b !== null) return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : signOf(a, b);
  return comparedTyped(left, right, run);
}

function comparedTyped(left: Value, right: Value, run: Rendering): number | null {
  if (is(left, "host")) return left.compare?.(right) ?? null;
  if (is(right, "host")) return reversed(right.compare?.(left));
  const lists = is(left, "list") && is(right, "list");
  if (lists || (is(left, "tuple") && is(right, "tuple"))) return comparedItems(left.items, right.items, run);
  return null;
}

function reversed(sign: number | undefined): number | null {
  return sign === undefined ? null : -sign;
}

function comparedItems(left: readonly Value[], right: readonly Value[], run: Rendering): number {
  run.enter();
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    run.spend(1);
    const [a, b] = [left[at] ?? null, right[at] ?? null];
    if (equals(a, b, run)) continue;
    const sign = compare(a, b, run);
    run.leave();
    return sign;
  }
  run.leave();
  return left.length - right.length;
}

function signOf<T extends string | bigint | number>(left: T, right: T): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

function unordered(order: Order, left: Value, right: Value): string {
  return `'${order}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`;
}
