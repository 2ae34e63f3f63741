import type { Dict } from "../dict.ts";
import type { Rendering } from "../run/rendering.ts";
import type { HostObject, RangeValue, TypedValue, Value } from "../values.ts";
import { is, isTyped, numberOf } from "./kinds.ts";

/** Python's `==`. What is unknown equals nothing. */
export function equals(left: Value, right: Value, run: Rendering): boolean {
  if (isTyped(left)) return typedEquals(left, right, run);
  if (isTyped(right)) return typedEquals(right, left, run);
  if (typeof left === "string" && typeof right === "string") return sameText(left, right, run);
  if (left === right) return true;
  const [a, b] = [numberOf(left), numberOf(right)];
  return a !== null && b !== null && sameNumber(a, b);
}

function sameText(left: string, right: string, run: Rendering): boolean {
  if (left.length !== right.length) return false;
  run.spend(left.length / 16);
  return left === right;
}

/** Whether two numbers are equal, also an integer and a float. */
function sameNumber(left: bigint | number, right: bigint | number): boolean {
  if (typeof left === typeof right) return left === right;
  const [integer, float] = typeof left === "bigint" ? [left, right] : [right, left];
  return Number.isInteger(float) && BigInt(float) === integer;
}

function typedEquals(left: TypedValue, right: Value, run: Rendering): boolean {
  for (const side of [left, right]) {
    if (!is(side, "unknown")) continue;
    run.taint(side, "tested");
    return false;
  }
  if (!isTyped(right)) return left.type === "host" && left.compare?.(right) === 0;
  return left === right || sameKind(left, right, run);
}

function sameKind(left: TypedValue, right: TypedValue, run: Rendering): boolean {
  switch (left.type) {
    case "list":
    case "tuple":
      return right.type === left.type && sameItems(left.items, right.items, run);
    case "dict":
      return right.type === "dict" && sameDict(left, right, run);
    case "set":
      return right.type === "set" && sameMembers(left.members, right.members, run);
    case "host":
      return sameHost(left, right);
    case "range":
      return sameRange(left, right);
    case "undefined":
      return right.type === "undefined";
    case "function":
    case "iterator":
    case "macro":
    case "namespace":
    case "unknown":
      return false;
  }
}

function sameHost(left: HostObject, right: TypedValue): boolean {
  if (left.compare?.(right) === 0) return true;
  if (right.type !== "host" || left.key === undefined) return false;
  return left.className === right.className && left.key === right.key;
}

function sameRange(left: RangeValue, right: TypedValue): boolean {
  if (right.type !== "range") return false;
  return left.start === right.start && left.stop === right.stop && left.step === right.step;
}

function sameItems(left: readonly Value[], right: readonly Value[], run: Rendering): boolean {
  if (left.length !== right.length) return false;
  run.enter();
  let at = 0;
  while (at < left.length && equals(left[at] ?? null, right[at] ?? null, run)) at += 1;
  run.spend(at);
  run.leave();
  return at === left.length;
}

function sameDict(left: Dict, right: Dict, run: Rendering): boolean {
  if (left.size !== right.size) return false;
  run.spend(left.size);
  run.enter();
  let same = true;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    same = other !== undefined && equals(value, other, run);
    if (!same) break;
  }
  run.leave();
  return same;
}

function sameMembers(left: Dict, right: Dict, run: Rendering): boolean {
  run.spend(left.size);
  return left.size === right.size && left.keys().every((key) => right.has(key));
}
