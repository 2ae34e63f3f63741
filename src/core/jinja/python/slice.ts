import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import { listOf, tupleOf, type RangeValue, type Value } from "../values.ts";
import { isTyped } from "./kinds.ts";
import { rangeLength } from "./range.ts";
import { characters, positions, type Bounds } from "./sequence.ts";
import { typeName } from "./type-name.ts";

/** `value[start:stop:step]`. */
export function sliced(value: Value, bounds: Bounds, run: Rendering): Value {
  if (typeof value === "string") return slicedText(value, bounds, run);
  if (isTyped(value)) {
    if (value.type === "list" || value.type === "tuple") {
      const items = taken(value.items, positions(bounds, value.items.length), run);
      return value.type === "list" ? listOf(items) : tupleOf(items);
    }
    if (value.type === "range") return slicedRange(value, bounds);
    if (value.type === "undefined") throw new Refusal(value.why);
    if (value.type === "unknown") {
      run.taint(value, "called");
      return value;
    }
  }
  throw new Refusal(`'${typeName(value)}' object cannot be sliced`);
}

function slicedText(text: string, bounds: Bounds, run: Rendering): string {
  run.makes(text.length);
  const all = characters(text);
  const at = positions(bounds, all.length);
  const [first = 0] = at;
  if (typeof all === "string" && at.length > 0 && (bounds.step ?? 1n) === 1n) {
    return all.slice(first, first + at.length);
  }
  return at.map((position) => all[position] ?? "").join("");
}

function taken(items: readonly Value[], at: readonly number[], run: Rendering): Value[] {
  run.spend(at.length);
  return at.map((position) => items[position] ?? null);
}

function slicedRange(range: RangeValue, bounds: Bounds): RangeValue {
  const at = positions(bounds, Number(rangeLength(range)));
  const step = range.step * (bounds.step ?? 1n);
  const start = range.start + BigInt(at[0] ?? 0) * range.step;
  return { type: "range", start, stop: start + step * BigInt(at.length), step };
}
