import { compare } from "../python/order.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";

/** By what values are sorted, and in which direction. */
export interface Sorting {
  readonly keyOf: (item: Value) => Value;
  readonly reverse: boolean;
}

/** Python's `sorted`: items that compare equal keep their order, also in reverse. */
export function sorted(items: readonly Value[], { keyOf, reverse }: Sorting, run: Rendering): Value[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  const sign = reverse ? -1 : 1;
  keyed.sort((left, right) => {
    run.spend(1);
    return sign * compare(left.key, right.key, run);
  });
  return keyed.map(({ item }) => item);
}
