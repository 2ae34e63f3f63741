import type { Rendering } from "../run/rendering.ts";
import type { HostObject, TypedValue, Value } from "../values.ts";
import { rangeLength } from "./range.ts";

/** Whether a value counts as true in a condition. */
export function truthOf(value: Value, run: Rendering): boolean {
  if (typeof value === "boolean") return value;
  if (value === null) return false;
  if (typeof value === "string") return value !== "";
  if (typeof value === "bigint") return value !== 0n;
  return typeof value === "number" ? value !== 0 : typedTruth(value, run);
}

function typedTruth(value: TypedValue, run: Rendering): boolean {
  switch (value.type) {
    case "list":
    case "tuple":
      return value.items.length > 0;
    case "dict":
      return value.size > 0;
    case "set":
      return value.members.size > 0;
    case "range":
      return rangeLength(value) > 0n;
    case "iterator":
      return value.of === "generator" || value.items.length > 0;
    case "host":
      return hostTruth(value);
    case "undefined":
      return false;
    case "unknown":
      run.taint(value, "tested");
      return false;
    case "function":
    case "macro":
    case "namespace":
      return true;
  }
}

function hostTruth(value: HostObject): boolean {
  if (value.truth !== undefined) return value.truth();
  return value.iterate === undefined || value.iterate().length > 0;
}
