import { Dict } from "../dict.ts";
import { Refusal } from "../refusal.ts";
import { itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import { reprOf } from "../python/text.ts";
import type { Rendering } from "../run/rendering.ts";
import { tupleOf, type IteratorValue, type Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";

/** The methods of a dict. */
export const DICT_METHODS: Builtins = new Map([
  ["clear", builtin("", (given) => clear(own(given)))],
  ["copy", builtin("", copied)],
  ["get", builtin("key default", get)],
  ["items", builtin("", (given) => view("dict_items", own(given).entries().map(tupleOf), given))],
  ["keys", builtin("", (given) => view("dict_keys", own(given).keys(), given))],
  ["pop", builtin("key default", (given) => pop(given))],
  ["popitem", builtin("", popItem)],
  ["setdefault", builtin("key default", (given) => setDefault(given))],
  ["update", builtin("...", (given) => update(given))],
  ["values", builtin("", (given) => view("dict_values", own(given).values(), given))],
]);

/** Fills a dict from a dict, or from pairs, and from named values. */
export function fill(dict: Dict, given: Given): void {
  const { args, kwargs } = given.rest;
  if (args.length > 1) throw new Refusal(`expected at most 1 argument, got ${args.length}`);
  for (const source of args) for (const [key, value] of pairsOf(source, given.run)) dict.set(key, value);
  for (const [name, value] of kwargs) dict.set(name, value);
  given.run.spend(dict.size);
}

/** The entries of a dict or of a mapping of the host, or pairs. */
function pairsOf(source: Value, run: Rendering): readonly (readonly [Value, Value])[] {
  if (is(source, "dict")) return source.entries();
  const items = itemsOf(source, run);
  if (is(source, "host") && source.mapping === true) {
    return items.map((key) => [key, run.engine.item(source, key, run)] as const);
  }
  return items.map((item) => {
    const [key, value, ...more] = itemsOf(item, run);
    if (key !== undefined && value !== undefined && more.length === 0) return [key, value] as const;
    throw new Refusal("A dict is made of pairs of a key and a value.");
  });
}

function own(given: Given): Dict {
  if (is(given.input, "dict")) return given.input;
  throw new Refusal("a dict was expected");
}

function view(of: IteratorValue["of"], items: Value[], given: Given): IteratorValue {
  given.run.spend(items.length);
  return { type: "iterator", of, items };
}

function clear(dict: Dict): null {
  dict.clear();
  return null;
}

function get(given: Given): Value {
  const value = own(given).get(given.value("key"));
  return value === undefined ? given.value("default", null) : value;
}

function pop(given: Given): Value {
  const key = given.value("key");
  const value = own(given).get(key);
  if (value === undefined) {
    const fallback = given.get("default");
    if (fallback === undefined) throw new Refusal(`KeyError: ${reprOf(key, given.run)}`);
    return fallback;
  }
  own(given).delete(key);
  return value;
}

function copied(given: Given): Dict {
  const dict = own(given);
  given.run.spend(dict.size);
  return new Dict(dict.entries());
}

function popItem(given: Given): Value {
  const dict = own(given);
  given.run.spend(dict.size);
  const last = dict.entries().at(-1);
  if (last === undefined) throw new Refusal("popitem(): dictionary is empty");
  dict.delete(last[0]);
  return tupleOf(last);
}

function setDefault(given: Given): Value {
  const key = given.value("key");
  const value = own(given).get(key);
  if (value !== undefined) return value;
  const fallback = given.value("default", null);
  own(given).set(key, fallback);
  return fallback;
}

function update(given: Given): null {
  fill(own(given), given);
  return null;
}
