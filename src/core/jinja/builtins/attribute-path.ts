import { is } from "../python/kinds.ts";
import type { Rendering } from "../run/rendering.ts";
import { listOf, type Value } from "../values.ts";

/** What an item of a list is compared by. */
export type KeyOf = (item: Value) => Value;

const INDEX = /^\d{1,9}$/;

/** Reads an attribute by its path: `a.b.0`, a number, or None for the item itself. */
export function readerOf(path: Value, run: Rendering, fallback: Value = null): KeyOf {
  const parts = partsOf(path);
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = run.engine.item(value, part, run);
      if (fallback !== null && is(value, "undefined")) value = fallback;
    }
    return value;
  };
}

/** The same for several paths with commas between them, as a list. */
export function readerOfAll(paths: Value, run: Rendering, transform: KeyOf): KeyOf {
  const split = typeof paths === "string" ? paths.split(",") : [paths];
  const readers = split.map((path) => readerOf(path, run));
  return (item) => listOf(readers.map((read) => transform(read(item))));
}

/** Filters compare text without case unless asked otherwise. */
export function caseFolding(sensitive: boolean): KeyOf {
  return (value) => (!sensitive && typeof value === "string" ? value.toLowerCase() : value);
}

function partsOf(path: Value): readonly Value[] {
  if (path === null) return [];
  if (typeof path !== "string") return [path];
  return path.split(".").map((part) => (INDEX.test(part) ? BigInt(part) : part));
}
