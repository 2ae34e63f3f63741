import { Dict } from "../dict.ts";
import { Refusal } from "../refusal.ts";
import { itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import type { Rendering } from "../run/rendering.ts";
import type { SetValue, Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";

/** The methods of a set. */
export const SET_METHODS: Builtins = new Map([
  ["add", builtin("elem", (given) => changed(given, (members) => members.set(given.value("elem"), null)))],
  ["copy", builtin("", (given) => setOf(valuesOf(given)))],
  ["difference", builtin("...", (given) => kept(given, "none"))],
  ["discard", builtin("elem", (given) => changed(given, (members) => members.delete(given.value("elem"))))],
  ["intersection", builtin("...", (given) => kept(given, "all"))],
  [
    "issubset",
    builtin("other", (given) => isSubset(given, own(given), members(given.value("other"), given.run))),
  ],
  [
    "issuperset",
    builtin("other", (given) => isSubset(given, members(given.value("other"), given.run), own(given))),
  ],
  ["remove", builtin("elem", remove)],
  ["symmetric_difference", builtin("other", symmetricDifference)],
  ["union", builtin("...", (given) => setOf([...valuesOf(given), ...others(given)]))],
  [
    "update",
    builtin("...", (given) => changed(given, (set) => others(given).map((value) => set.set(value, null)))),
  ],
]);

/** A set of these values. */
function setOf(values: readonly Value[]): SetValue {
  return { type: "set", members: new Dict(values.map((value) => [value, null])) };
}

function own(given: Given): Dict {
  if (is(given.input, "set")) return given.input.members;
  throw new Refusal("a set was expected");
}

function valuesOf(given: Given): Value[] {
  const set = own(given);
  given.run.spend(set.size);
  return set.keys();
}

function members(value: Value, run: Rendering): Dict {
  return setOf(itemsOf(value, run)).members;
}

function others({ rest, run }: Given): Value[] {
  return rest.args.flatMap((value) => itemsOf(value, run));
}

function changed(given: Given, change: (members: Dict) => unknown): null {
  change(own(given));
  return null;
}

function kept(given: Given, of: "all" | "none"): SetValue {
  const sets = given.rest.args.map((value) => members(value, given.run));
  const values = valuesOf(given);
  given.run.spend(values.length * sets.length);
  return setOf(values.filter((value) => sets.every((set) => set.has(value) === (of === "all"))));
}

function isSubset({ run }: Given, part: Dict, whole: Dict): boolean {
  run.spend(part.size);
  return part.keys().every((key) => whole.has(key));
}

function remove(given: Given): null {
  if (!own(given).delete(given.value("elem"))) throw new Refusal("KeyError: the set has no such element");
  return null;
}

function symmetricDifference(given: Given): SetValue {
  const other = members(given.value("other"), given.run);
  const left = valuesOf(given);
  return setOf([
    ...left.filter((key) => !other.has(key)),
    ...other.keys().filter((key) => !own(given).has(key)),
  ]);
}
