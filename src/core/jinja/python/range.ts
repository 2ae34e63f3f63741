import { Refusal } from "../refusal.ts";
import type { Limits } from "../limits.ts";
import type { RangeValue } from "../values.ts";

/** A range within the limit of its length. */
export function rangeOf(
  { start, stop, step }: Omit<RangeValue, "type">,
  { range: limit }: Pick<Limits, "range">,
): RangeValue {
  if (step === 0n) throw new Refusal("range() arg 3 must not be zero");
  const range: RangeValue = { type: "range", start, stop, step };
  if (rangeLength(range) > BigInt(limit)) throw new Refusal(`A range has more than ${limit} items.`);
  return range;
}

export function rangeLength({ start, stop, step }: RangeValue): bigint {
  const span = step > 0n ? stop - start : start - stop;
  const stride = step > 0n ? step : -step;
  return span <= 0n ? 0n : (span + stride - 1n) / stride;
}

/** The items of a range, in order. */
export function rangeItems(range: RangeValue): bigint[] {
  return Array.from({ length: Number(rangeLength(range)) }, (_, at) => range.start + BigInt(at) * range.step);
}
