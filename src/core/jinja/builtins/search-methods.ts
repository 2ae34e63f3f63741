import { Refusal } from "../refusal.ts";
import { is } from "../python/kinds.ts";
import { characters } from "../python/sequence.ts";
import type { Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";

const RANGE = "start end";

/** The methods of a string that look for another one in it. */
export const SEARCH_METHODS: Builtins = new Map([
  ["count", builtin(`sub ${RANGE}`, (given) => BigInt(countIn(part(given).text, given.string("sub"))))],
  [
    "endswith",
    builtin(`suffix ${RANGE}`, (given) =>
      affixes(given, "suffix").some((suffix) => part(given).text.endsWith(suffix)),
    ),
  ],
  ["find", builtin(`sub ${RANGE}`, (given) => BigInt(position(given, "first")))],
  ["index", builtin(`sub ${RANGE}`, (given) => BigInt(found(position(given, "first"))))],
  ["rfind", builtin(`sub ${RANGE}`, (given) => BigInt(position(given, "last")))],
  ["rindex", builtin(`sub ${RANGE}`, (given) => BigInt(found(position(given, "last"))))],
  [
    "startswith",
    builtin(`prefix ${RANGE}`, (given) =>
      affixes(given, "prefix").some((prefix) => part(given).text.startsWith(prefix)),
    ),
  ],
]);

/** The part of the input between `start` and `end`, and where it begins. */
function part(given: Given): { readonly text: string; readonly from: number } {
  const text = given.inputText();
  given.run.spend(text.length / 16);
  const bound = (name: string, fallback: number): number => {
    const at = given.integer(name);
    if (at === null) return fallback;
    return Math.min(Math.max(Number(at < 0n ? at + BigInt(text.length) : at), 0), text.length);
  };
  const from = bound("start", 0);
  return { text: text.slice(from, Math.max(bound("end", text.length), from)), from };
}

function position(given: Given, which: "first" | "last"): number {
  const { text, from } = part(given);
  const sub = given.string("sub");
  const at = which === "first" ? text.indexOf(sub) : text.lastIndexOf(sub);
  return at < 0 ? -1 : from + characters(text.slice(0, at)).length;
}

function found(at: number): number {
  if (at < 0) throw new Refusal("substring not found");
  return at;
}

function countIn(text: string, sub: string): number {
  return sub === "" ? characters(text).length + 1 : text.split(sub).length - 1;
}

/** One affix, or a tuple of those that will do. */
function affixes(given: Given, name: string): readonly string[] {
  const value: Value = given.value(name);
  if (!is(value, "tuple")) return [given.string(name)];
  return value.items.map((item) => {
    if (typeof item === "string") return item;
    throw new Refusal(`${name}es must be strings`);
  });
}
