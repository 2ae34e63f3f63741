import { methodOf } from "../builtins/methods.ts";
import { Refusal } from "../refusal.ts";
import { is, isTyped, numberOf } from "../python/kinds.ts";
import { positionOf, characters } from "../python/sequence.ts";
import { reprOf } from "../python/text.ts";
import { rangeLength } from "../python/range.ts";
import { typeName } from "../python/type-name.ts";
import type { RangeValue, TypedValue, Value } from "../values.ts";
import { applicable } from "../builtins/apply.ts";
import type { Rendering } from "./rendering.ts";

/** `object.name`: an attribute or method, else an item. */
export function attributeOf(object: Value, name: string, run: Rendering): Value {
  const special = unreadable(object, run);
  if (special !== null) return special;
  const own = ownAttribute(object, name, run);
  if (own !== undefined) return own;
  const item = itemIn(object, name, run);
  return item === undefined ? missing(object, name, run) : item;
}

/** `object[key]`: an item, else an attribute or method. */
export function itemOf(object: Value, key: Value, run: Rendering): Value {
  const special = unreadable(object, run);
  if (special !== null) return special;
  if (isTyped(key) && key.type === "unknown") {
    run.taint(key, "called");
    return key;
  }
  const item = itemIn(object, key, run);
  if (item !== undefined) return item;
  const own = typeof key === "string" ? ownAttribute(object, key, run) : undefined;
  return own === undefined ? missing(object, key, run) : own;
}

/** The attribute alone, without items: the filter `attr`. */
export function plainAttributeOf(object: Value, name: string, run: Rendering): Value {
  const special = unreadable(object, run);
  if (special !== null) return special;
  const own = ownAttribute(object, name, run);
  return own === undefined ? missing(object, name, run) : own;
}

/** Nothing can be read of what is undefined; what is read of something unknown is unknown too. */
function unreadable(object: Value, run: Rendering): Value | null {
  if (!isTyped(object)) return null;
  if (object.type === "undefined") throw new Refusal(object.why);
  if (object.type !== "unknown") return null;
  run.taint(object, "called");
  return object;
}

/** An attribute or method that a value of its type has. Nothing else of a value can be reached by name. */
function ownAttribute(object: Value, name: string, run: Rendering): Value | undefined {
  if (isTyped(object)) {
    if (object.type === "host") return object.attribute(name);
    if (object.type === "namespace") return object.attributes.get(name);
    if (object.type === "macro" && name === "name") return object.name;
  }
  const method = methodOf(object, name);
  return method === undefined ? undefined : applicable({ name, builtin: method, input: object }, run);
}

function itemIn(object: Value, key: Value, run: Rendering): Value | undefined {
  if (typeof object === "string") return characterAt(object, key, run);
  return isTyped(object) ? typedItem(object, key) : undefined;
}

function typedItem(object: TypedValue, key: Value): Value | undefined {
  switch (object.type) {
    case "dict":
      return isHashable(key) ? object.get(key) : undefined;
    case "list":
    case "tuple":
      return object.items[indexOf(key, object.items.length) ?? -1];
    case "range":
      return rangeItem(object, key);
    case "host":
      return object.item?.(key);
    case "function":
    case "iterator":
    case "macro":
    case "namespace":
    case "set":
    case "undefined":
    case "unknown":
      return undefined;
  }
}

function isHashable(key: Value): boolean {
  return !is(key, "list") && !is(key, "dict") && !is(key, "set");
}

function rangeItem(range: RangeValue, key: Value): bigint | undefined {
  const at = indexOf(key, Number(rangeLength(range)));
  return at === undefined ? undefined : range.start + BigInt(at) * range.step;
}

/** A bool is an index too. */
function indexOf(key: Value, length: number): number | undefined {
  const index = numberOf(key);
  return typeof index === "bigint" ? positionOf(index, length) : undefined;
}

function characterAt(text: string, key: Value, run: Rendering): string | undefined {
  if (numberOf(key) === null) return undefined;
  run.spend(text.length / 16);
  const all = characters(text);
  const at = indexOf(key, all.length);
  return at === undefined ? undefined : all[at];
}

function missing(object: Value, key: Value, run: Rendering): Value {
  const owner = object === null ? "None" : `${typeName(object)} object`;
  const why =
    typeof key === "string"
      ? `'${owner}' has no attribute '${key}'`
      : `${owner} has no element ${reprOf(key, run)}`;
  return { type: "undefined", why };
}
