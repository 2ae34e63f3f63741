import type { TypeDifference } from "./type-difference.ts";

/** How the sizes of one type differ: `[length]`, `[precision, scale]`, or none for no limit. */
export function compareSizes(
  name: string,
  before: readonly number[],
  after: readonly number[],
): TypeDifference {
  if (before.length === after.length && before.every((size, at) => size === after[at])) {
    return { kind: "same" };
  }
  const signs = new Set(pairsOf(name, before, after).map(([from, to]) => Math.sign(to - from)));
  if (signs.has(1) && signs.has(-1)) return { kind: "size changed" };
  if (signs.has(1)) return { kind: "size widened" };
  return signs.has(-1) ? { kind: "size narrowed" } : { kind: "same" };
}

/** What must not shrink: of a decimal the digits before and after the point, of everything else each size. */
function pairsOf(
  name: string,
  before: readonly number[],
  after: readonly number[],
): readonly (readonly [number, number])[] {
  if (before.length === 0 || after.length === 0) {
    const limit = (sizes: readonly number[]) => (sizes.length === 0 ? 1 : 0);
    return [[limit(before), limit(after)]];
  }
  if (!DECIMALS.has(name)) return before.map((size, at) => [size, after[at] ?? size]);
  const scale = (sizes: readonly number[]) => sizes[1] ?? 0;
  const whole = (sizes: readonly number[]) => (sizes[0] ?? 0) - scale(sizes);
  return [
    [whole(before), whole(after)],
    [scale(before), scale(after)],
  ];
}

const DECIMALS: ReadonlySet<string> = new Set(["decimal", "bignumeric"]);
