import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import { listOf, tupleOf, type RangeValue, type Value } from "../values.ts";
import { is } from "./kinds.ts";
import { rangeLength } from "./range.ts";
import { characters, cutOf, type Bounds, type Cut } from "./sequence.ts";
import { typeName } from "./type-name.ts";

/** Bounds as they were given; undefined where one is no integer. */
export interface GivenBounds {
  readonly start: bigint | null | undefined;
  readonly stop: bigint | null | undefined;
  readonly step: bigint | null | undefined;
}

/** `value[start:stop:step]`; undefined, as in Jinja, for what cannot be sliced so. */
export function sliced(value: Value, { start, stop, step }: GivenBounds, run: Rendering): Value {
  if (is(value, "undefined")) throw new Refusal(value.why);
  if (is(value, "unknown")) {
    run.taint(value, "called");
    return value;
  }
  const known = start !== undefined && stop !== undefined && step !== undefined;
  const part = known ? partOf(value, { start, stop, step }, run) : null;
  return part ?? { type: "undefined", why: `${typeName(value)} object has no such slice` };
}

function partOf(value: Value, bounds: Bounds, run: Rendering): Value {
  if (typeof value === "string") return slicedText(value, bounds, run);
  if (is(value, "list")) return listOf(slicedItems(value.items, bounds, run));
  if (is(value, "tuple")) return tupleOf(slicedItems(value.items, bounds, run));
  return is(value, "range") ? slicedRange(value, bounds) : null;
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
