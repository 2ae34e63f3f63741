import { Dict } from "../dict.ts";
import type { Value } from "../values.ts";

/** A dict with these entries. */
export function dictOf(entries: Iterable<readonly [string, Value]>): Dict {
  return new Dict(entries);
}
