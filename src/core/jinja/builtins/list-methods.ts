import { Refusal } from "../refusal.ts";
import { equals } from "../python/equal.ts";
import { is } from "../python/kinds.ts";
import { positionOf } from "../python/sequence.ts";
import { listOf, type ListValue, type Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";
import { sorted } from "./sorted.ts";

/** The methods of a list. Those that change it give None. */
export const LIST_METHODS: Builtins = new Map([
  ["append", builtin("object", (given) => changed(given, (items) => items.push(given.value("object"))))],
  ["clear", builtin("", (given) => changed(given, (items) => items.splice(0)))],
  ["copy", builtin("", (given) => listOf(given.inputItems()))],
  ["count", builtin("value", (given) => count(given))],
  [
    "extend",
    builtin("iterable", (given) => changed(given, (items) => extend(items, [...given.items("iterable")]))),
  ],
  ["index", builtin("value start stop", (given) => index(given))],
  ["insert", builtin("index object", (given) => changed(given, (items) => insert(given, items)))],
  ["pop", builtin("index", (given) => pop(given))],
  ["remove", builtin("value", (given) => changed(given, (items) => items.splice(found(given, items), 1)))],
  ["reverse", builtin("", (given) => changed(given, (items) => reverse(given, items)))],
  ["sort", builtin("key reverse", (given) => changed(given, (items) => sortInPlace(given, items)))],
]);

/** The methods of a tuple. */
export const TUPLE_METHODS: Builtins = new Map([
  ["count", builtin("value", (given) => count(given))],
  ["index", builtin("value start stop", (given) => index(given))],
]);

function changed(given: Given, change: (items: Value[]) => unknown): null {
  change(own(given).items);
  return null;
}

function own(given: Given): ListValue {
  if (is(given.input, "list")) return given.input;
  throw new Refusal("a list was expected");
}

function extend(items: Value[], further: readonly Value[]): void {
  for (const item of further) items.push(item);
}

function reverse(given: Given, items: Value[]): void {
  given.run.spend(items.length);
  items.reverse();
}

function insert(given: Given, items: Value[]): void {
  const at = Number(given.integer("index") ?? 0n);
  given.run.spend(items.length / 16);
  items.splice(at < 0 ? Math.max(items.length + at, 0) : at, 0, given.value("object"));
}

function pop(given: Given): Value {
  const { items } = own(given);
  given.run.spend(items.length / 16);
  const at = positionOf(given.integer("index") ?? -1n, items.length);
  if (at === undefined)
    throw new Refusal(items.length === 0 ? "pop from empty list" : "pop index out of range");
  const [popped = null] = items.splice(at, 1);
  return popped;
}

function count(given: Given): bigint {
  const wanted = given.value("value");
  return BigInt(given.inputItems().filter((item) => equals(item, wanted, given.run)).length);
}

function index(given: Given): bigint {
  const items = given.inputItems();
  const start = Number(given.integer("start") ?? 0n);
  const stop = Number(given.integer("stop") ?? BigInt(items.length));
  const from = start < 0 ? Math.max(items.length + start, 0) : start;
  const at = items.slice(from, stop).findIndex((item) => equals(item, given.value("value"), given.run));
  if (at < 0) throw new Refusal("The value is not in the list");
  return BigInt(from + at);
}

function found(given: Given, items: readonly Value[]): number {
  given.run.spend(items.length);
  const at = items.findIndex((item) => equals(item, given.value("value"), given.run));
  if (at < 0) throw new Refusal("list.remove(x): x not in list");
  return at;
}

function sortInPlace(given: Given, items: Value[]): void {
  const key = given.value("key", null);
  const { run } = given;
  const keyOf = (item: Value): Value =>
    key === null ? item : run.engine.call(key, { args: [item], kwargs: new Map() }, run);
  const order = sorted(items, { keyOf, reverse: given.flag("reverse", false) }, run);
  items.splice(0, items.length);
  extend(items, order);
}
