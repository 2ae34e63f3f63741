import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import { listOf, tupleOf, type RangeValue, type Value } from "../values.ts";
import { isTyped } from "./kinds.ts";
import { rangeLength } from "./range.ts";
import { characters, cutOf, type Bounds, type Cut } from "./sequence.ts";
import { typeName } from "./type-name.ts";

/** `value[start:stop:step]`. */
export function sliced(value: Value, bounds: Bounds, run: Rendering): Value {
  if (typeof value === "string") return slicedText(value, bounds, run);
  if (isTyped(value)) {
    if (value.type === "list" || value.type === "tuple") {
      const items = slicedItems(value.items, bounds, run);
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
  const cut = cutOf(bounds, all.length);
  if (typeof all === "string" && cut.stride === 1) return all.slice(cut.first, cut.first + cut.count);
  run.spend(text.length);
  return taken(all, cut).join("");
}

function slicedItems(items: readonly Value[], bounds: Bounds, run: Rendering): Value[] {
  const cut = cutOf(bounds, items.length);
  run.spend(cut.count);
  return taken(items, cut);
}

function taken<T>(sequence: ArrayLike<T>, { first, count, stride }: Cut): T[] {
  const items: T[] = [];
  for (let at = 0; at < count; at += 1) {
    const item = sequence[first + at * stride];
    if (item !== undefined) items.push(item);
  }
  return items;
}

function slicedRange(range: RangeValue, bounds: Bounds): RangeValue {
  const { first, count } = cutOf(bounds, Number(rangeLength(range)));
  const step = range.step * (bounds.step ?? 1n);
  const start = range.start + BigInt(first) * range.step;
  return { type: "range", start, stop: start + step * BigInt(count), step };
}
