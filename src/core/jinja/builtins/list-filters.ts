import { Refusal } from "../refusal.ts";
import { Dict } from "../dict.ts";
import { compute } from "../python/arithmetic.ts";
import { is } from "../python/kinds.ts";
import { lengthOfValue } from "../python/length.ts";
import { compare } from "../python/order.ts";
import { textOf } from "../python/text.ts";
import { listOf, tupleOf, unknownOf, type IteratorValue, type Value } from "../values.ts";
import { caseFolding, readerOf, readerOfAll, type KeyOf } from "./attribute-path.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";
import { sorted } from "./sorted.ts";

/** Filters whose input is walked through. */
export const LIST_FILTERS: Builtins = new Map([
  ["batch", builtin("linecount fill_with", batched)],
  ["count", builtin("", (given) => lengthOfValue(given.input, given.run))],
  ["dictsort", builtin("case_sensitive by reverse", dictSorted)],
  ["first", builtin("", (given) => itemAt(given, 0, "first"))],
  ["items", builtin("", (given) => generator(entriesOf(given).map(tupleOf)))],
  ["join", builtin("d attribute", joined)],
  ["last", builtin("", (given) => itemAt(given, -1, "last"))],
  ["length", builtin("", (given) => lengthOfValue(given.input, given.run))],
  ["list", builtin("", (given) => listOf(given.inputItems()))],
  ["max", builtin("case_sensitive attribute", (given) => extreme(given, 1))],
  ["min", builtin("case_sensitive attribute", (given) => extreme(given, -1))],
  ["random", builtin("", () => unknownOf("__unknown_random__", "a random choice"))],
  ["reverse", builtin("", reversed)],
  ["slice", builtin("slices fill_with", sliced)],
  ["sort", builtin("reverse case_sensitive attribute", sort)],
  ["sum", builtin("attribute start", summed)],
  ["unique", builtin("case_sensitive attribute", unique)],
]);

/** What Python gives as a generator. */
export function generator(items: Value[]): IteratorValue {
  return { type: "iterator", of: "generator", items };
}

function itemAt(given: Given, at: 0 | -1, which: string): Value {
  const item = given.inputItems().at(at);
  return item === undefined ? empty(`No ${which} item, sequence was empty.`) : item;
}

function empty(why: string): Value {
  return { type: "undefined", why };
}

function batched(given: Given): Value {
  const size = sizeOf(given, "linecount");
  const fill = given.value("fill_with", null);
  const batches: Value[][] = [];
  for (const item of given.inputItems()) {
    const last = batches.at(-1);
    if (last === undefined || last.length === size) batches.push([item]);
    else last.push(item);
  }
  const last = batches.at(-1);
  if (fill !== null && last !== undefined) while (last.length < size) last.push(fill);
  return generator(batches.map(listOf));
}

function sliced(given: Given): Value {
  const slices = sizeOf(given, "slices");
  if (slices === 0) throw new Refusal("division by zero");
  const items = given.inputItems();
  const fill = given.value("fill_with", null);
  const [size, larger] = [Math.floor(items.length / slices), items.length % slices];
  const parts = Array.from({ length: slices }, (_, at) => {
    const start = at * size + Math.min(at, larger);
    const part = items.slice(start, start + size + (at < larger ? 1 : 0));
    return listOf(fill !== null && at >= larger ? [...part, fill] : part);
  });
  return generator(parts);
}

function sizeOf(given: Given, name: string): number {
  given.value(name);
  const size = given.size(name, 0);
  given.run.spend(Math.max(size, 0));
  return Math.max(size, 0);
}

function dictSorted(given: Given): Value {
  const by = given.text("by", "key");
  if (by !== "key" && by !== "value") throw new Refusal('You can only sort by either "key" or "value"');
  const fold = caseFolding(given.flag("case_sensitive", false));
  const entries = entriesOf(given).map(([key, value]) => ({ entry: tupleOf([key, value]), key, value }));
  const values = new Map<Value, Value>(
    entries.map((entry) => [entry.entry, fold(by === "key" ? entry.key : entry.value)]),
  );
  const keyOf: KeyOf = (entry) => values.get(entry) ?? null;
  return listOf(sorted([...values.keys()], { keyOf, reverse: given.flag("reverse", false) }, given.run));
}

function entriesOf({ input, run }: Given): readonly (readonly [Value, Value])[] {
  if (is(input, "undefined")) return [];
  if (is(input, "dict")) {
    run.spend(input.size);
    return input.entries();
  }
  if (is(input, "host") && input.mapping === true) {
    return (input.iterate?.() ?? []).map((key) => [key, run.engine.item(input, key, run)]);
  }
  throw new Refusal("Can only get item pairs from a mapping.");
}

function joined(given: Given): string {
  const read = readerOf(given.value("attribute", null), given.run);
  const separator = given.text("d", "");
  let length = 0;
  const parts = given.inputItems().map((item) => {
    const text = textOf(read(item), given.run);
    length += text.length + separator.length;
    return text;
  });
  given.run.makes(length);
  return parts.join(separator);
}

function extreme(given: Given, sign: 1 | -1): Value {
  const key = keyOf(given);
  const [first, ...rest] = given.inputItems();
  if (first === undefined) return empty("No aggregated item, sequence was empty.");
  let best = { item: first, key: key(first) };
  for (const item of rest) {
    const next = { item, key: key(item) };
    if (compare(next.key, best.key, given.run) * sign > 0) best = next;
  }
  return best.item;
}

function keyOf(given: Given): KeyOf {
  const read = readerOf(given.value("attribute", null), given.run);
  const fold = caseFolding(given.flag("case_sensitive", false));
  return (item) => fold(read(item));
}

function reversed(given: Given): Value {
  const { input, run } = given;
  if (typeof input === "string") {
    run.spend(input.length);
    return Array.from(input).reverse().join("");
  }
  return generator(given.inputItems().reverse());
}

function sort(given: Given): Value {
  const fold = caseFolding(given.flag("case_sensitive", false));
  const key = readerOfAll(given.value("attribute", null), given.run, fold);
  return listOf(sorted(given.inputItems(), { keyOf: key, reverse: given.flag("reverse", false) }, given.run));
}

function summed(given: Given): Value {
  const read = readerOf(given.value("attribute", null), given.run);
  let sum = given.value("start", 0n);
  for (const item of given.inputItems()) sum = compute("+", { left: sum, right: read(item) }, given.run);
  return sum;
}

function unique(given: Given): Value {
  const key = keyOf(given);
  const seen = new Dict();
  const items = given.inputItems().filter((item) => {
    const of = key(item);
    if (seen.has(of)) return false;
    seen.set(of, null);
    return true;
  });
  return generator(items);
}
