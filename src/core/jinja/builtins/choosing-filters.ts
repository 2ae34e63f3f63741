import { equals } from "../python/equal.ts";
import { reprOf, textOf } from "../python/text.ts";
import { truthOf } from "../python/truth.ts";
import { Refusal } from "../refusal.ts";
import { listOf, tupleOf, type HostObject, type Value } from "../values.ts";
import { caseFolding, readerOf, type KeyOf } from "./attribute-path.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given, Passed } from "./given.ts";
import { generator } from "./list-filters.ts";
import { sorted } from "./sorted.ts";

/** Filters that apply a filter or a test, or an attribute, to each item. */
export const CHOOSING_FILTERS: Builtins = new Map([
  ["groupby", builtin("attribute default case_sensitive", grouped)],
  ["map", builtin("...", mapped)],
  ["reject", builtin("...", (given) => chosen(given, { by: "item", keep: false }))],
  ["rejectattr", builtin("...", (given) => chosen(given, { by: "attribute", keep: false }))],
  ["select", builtin("...", (given) => chosen(given, { by: "item", keep: true }))],
  ["selectattr", builtin("...", (given) => chosen(given, { by: "attribute", keep: true }))],
]);

function mapped(given: Given): Value {
  const apply = mapper(given);
  return generator(given.inputItems().map(apply));
}

function mapper({ rest, run }: Given): KeyOf {
  const { args, kwargs } = rest;
  const [name, ...further] = args;
  if (name !== undefined) {
    const passed: Passed = { args: further, kwargs };
    return (input) => run.engine.filter(textOf(name, run), { input, passed }, run);
  }
  const attribute = kwargs.get("attribute");
  if (attribute === undefined) throw new Refusal("map requires a filter argument");
  return readerOf(attribute, run, kwargs.get("default") ?? null);
}

interface Choice {
  readonly by: "item" | "attribute";
  readonly keep: boolean;
}

function chosen(given: Given, { by, keep }: Choice): Value {
  const { run, rest } = given;
  const [attribute, ...further] = by === "attribute" ? rest.args : [null, ...rest.args];
  if (attribute === undefined) throw new Refusal("Missing parameter for attribute name");
  const read = readerOf(attribute, run);
  const [test, ...args] = further;
  const holds = (value: Value): boolean => {
    if (test === undefined) return truthOf(value, run);
    return run.engine.test(textOf(test, run), { input: value, passed: { args, kwargs: rest.kwargs } }, run);
  };
  return generator(given.inputItems().filter((item) => holds(read(item)) === keep));
}

/** Pairs of what a group has in common and its items; named, so that `group.grouper` and `group.list` are there. */
function grouped(given: Given): Value {
  const { run } = given;
  const read = readerOf(given.value("attribute"), run, given.value("default", null));
  const fold = caseFolding(given.flag("case_sensitive", false));
  const groups: { readonly key: Value; readonly items: Value[] }[] = [];
  for (const item of sorted(given.inputItems(), { keyOf: (item) => fold(read(item)), reverse: false }, run)) {
    const key = fold(read(item));
    const last = groups.at(-1);
    if (last !== undefined && equals(last.key, key, run)) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return listOf(groups.map(({ items }) => group(read(items[0] ?? null), listOf(items), given)));
}

function group(grouper: Value, list: Value, { run }: Given): HostObject {
  const pair = tupleOf([grouper, list]);
  const parts = new Map([
    ["grouper", grouper],
    ["list", list],
  ]);
  return {
    type: "host",
    className: "tuple",
    attribute: (name) => parts.get(name),
    text: () => reprOf(pair, run),
    iterate: () => pair.items,
    item: (key) => run.engine.item(pair, key, run),
  };
}
