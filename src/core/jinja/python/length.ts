import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { TypedValue, Value } from "../values.ts";
import { isTyped } from "./kinds.ts";
import { rangeLength } from "./range.ts";
import { lengthOf } from "./sequence.ts";
import { typeName } from "./type-name.ts";

/** Python's `len(value)`. What is unknown has nothing in it. */
export function lengthOfValue(value: Value, run: Rendering): bigint {
  if (typeof value === "string") {
    run.spend(value.length / 16);
    return BigInt(lengthOf(value));
  }
  const length = isTyped(value) ? typedLength(value, run) : null;
  if (length === null) throw new Refusal(`object of type '${typeName(value)}' has no len()`);
  return BigInt(length);
}

function typedLength(value: TypedValue, run: Rendering): number | bigint | null {
  switch (value.type) {
    case "list":
    case "tuple":
      return value.items.length;
    case "dict":
      return value.size;
    case "set":
      return value.members.size;
    case "range":
      return rangeLength(value);
    case "iterator":
      return value.of === "generator" ? null : value.items.length;
    case "host":
      return value.iterate?.().length ?? null;
    case "undefined":
      return 0;
    case "unknown":
      run.taint(value, "iterated");
      return 0;
    case "function":
    case "macro":
    case "namespace":
      return null;
  }
}
