import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { HostObject, IteratorValue, TypedValue, Value } from "../values.ts";
import { rangeItems } from "./range.ts";
import { typeName } from "./type-name.ts";

/**
 * What a value walks through. That of a list or tuple is its own array: do not change it. A generator is empty
 * afterwards; what is undefined or unknown walks through nothing.
 */
export function itemsOf(value: Value, run: Rendering): readonly Value[] {
  if (typeof value === "string") {
    run.spend(value.length);
    return Array.from(value);
  }
  if (value === null || typeof value !== "object") throw notIterable(value);
  const items = typedItems(value, run);
  run.spend(items.length);
  return items;
}

/** The same as a new array. */
export function copiedItems(value: Value, run: Rendering): Value[] {
  return [...itemsOf(value, run)];
}

function typedItems(value: TypedValue, run: Rendering): readonly Value[] {
  switch (value.type) {
    case "list":
    case "tuple":
      return value.items;
    case "dict":
      return value.keys();
    case "set":
      return value.members.keys();
    case "range":
      return rangeItems(value);
    case "iterator":
      return readIterator(value);
    case "host":
      return hostItems(value);
    case "undefined":
      return [];
    case "unknown":
      run.taint(value, "iterated");
      return [];
    case "function":
    case "macro":
    case "namespace":
      throw notIterable(value);
  }
}

function readIterator(value: IteratorValue): readonly Value[] {
  return value.of === "generator" ? value.items.splice(0) : value.items;
}

function hostItems(value: HostObject): readonly Value[] {
  if (value.iterate === undefined) throw notIterable(value);
  return value.iterate();
}

function notIterable(value: Value): Refusal {
  return new Refusal(`'${typeName(value)}' object is not iterable`);
}
