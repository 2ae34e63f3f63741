import { braceFormat } from "../python/brace-format.ts";
import { is } from "../python/kinds.ts";
import { capitalized, swappedCase, titled } from "../python/letter-case.ts";
import { replaced } from "../python/replaced.ts";
import { lengthOf } from "../python/sequence.ts";
import { linesOf, splitAt, splitAtSpace, stripped, type Side } from "../python/split.ts";
import { textOf } from "../python/text.ts";
import { typeName } from "../python/type-name.ts";
import { Refusal } from "../refusal.ts";
import { listOf, tupleOf, type Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import { CHARACTER_TESTS } from "./character-tests.ts";
import type { Given } from "./given.ts";
import { SEARCH_METHODS } from "./search-methods.ts";

/** The methods of a string. */
export const STRING_METHODS: Builtins = new Map([
  ...CHARACTER_TESTS,
  ...SEARCH_METHODS,
  ["capitalize", builtin("", (given) => capitalized(given.inputText()))],
  ["casefold", builtin("", (given) => given.inputText().toLowerCase())],
  ["center", builtin("width fillchar", (given) => padded(given, "both"))],
  ["format", builtin("...", (given) => braceFormat(given.inputText(), given.rest, given.run))],
  ["join", builtin("iterable", joined)],
  ["ljust", builtin("width fillchar", (given) => padded(given, "end"))],
  ["lower", builtin("", (given) => given.inputText().toLowerCase())],
  ["lstrip", builtin("chars", (given) => strip(given, "start"))],
  ["partition", builtin("sep", (given) => partitioned(given, "first"))],
  ["removeprefix", builtin("prefix", (given) => withoutPrefix(given.inputText(), given.string("prefix")))],
  ["removesuffix", builtin("suffix", (given) => withoutSuffix(given.inputText(), given.string("suffix")))],
  ["replace", builtin("old new count", replace)],
  ["rjust", builtin("width fillchar", (given) => padded(given, "start"))],
  ["rpartition", builtin("sep", (given) => partitioned(given, "last"))],
  ["rsplit", builtin("sep maxsplit", (given) => split(given, "end"))],
  ["rstrip", builtin("chars", (given) => strip(given, "end"))],
  ["split", builtin("sep maxsplit", (given) => split(given, "start"))],
  ["splitlines", builtin("keepends", (given) => splitLines(given))],
  ["strip", builtin("chars", (given) => strip(given, "both"))],
  ["swapcase", builtin("", (given) => swappedCase(given.inputText()))],
  ["title", builtin("", (given) => titled(given.inputText()))],
  ["upper", builtin("", (given) => given.inputText().toUpperCase())],
  ["zfill", builtin("width", filled)],
]);

function strip(given: Given, side: Side): string {
  const chars = given.value("chars", null) === null ? null : given.string("chars");
  return stripped(given.inputText(), chars, side);
}

function split(given: Given, from: "start" | "end"): Value {
  const text = given.inputText();
  given.run.spend(text.length);
  const splits = { most: given.size("maxsplit", -1), from };
  const parts =
    given.value("sep", null) === null
      ? splitAtSpace(text, splits)
      : splitAt(text, given.string("sep"), splits);
  return listOf(parts);
}

function splitLines(given: Given): Value {
  const text = given.inputText();
  given.run.spend(text.length);
  return listOf(linesOf(text, given.flag("keepends", false) ? "keep" : "drop"));
}

function replace(given: Given): string {
  const replacement = { old: given.string("old"), by: given.string("new"), count: given.size("count", -1) };
  return replaced(given.inputText(), replacement, given.run);
}

function joined(given: Given): string {
  const separator = given.inputText();
  let length = 0;
  const parts = given.items("iterable").map((item, at) => {
    if (typeof item !== "string" && !is(item, "unknown")) {
      throw new Refusal(`sequence item ${at}: expected str instance, ${typeName(item)} found`);
    }
    const part = textOf(item, given.run);
    length += part.length + separator.length;
    return part;
  });
  given.run.makes(length);
  return parts.join(separator);
}

function padded(given: Given, side: Side): string {
  const text = given.inputText();
  const fill = given.string("fillchar", " ");
  if (lengthOf(fill) !== 1) throw new Refusal("The fill character must be exactly one character long");
  given.value("width");
  const width = given.size("width", 0);
  const missing = Math.max(width - lengthOf(text), 0);
  if (side === "start") return fill.repeat(missing) + text;
  if (side === "end") return text + fill.repeat(missing);
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** The sign stays in front of the zeros. */
function filled(given: Given): string {
  const [, sign = "", digits = ""] = /^([+-]?)([^]*)$/.exec(given.inputText()) ?? [];
  return sign + digits.padStart(given.size("width", 0) - sign.length, "0");
}

function partitioned(given: Given, which: "first" | "last"): Value {
  const [text, separator] = [given.inputText(), given.string("sep")];
  if (separator === "") throw new Refusal("empty separator");
  const at = which === "first" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at < 0) return tupleOf(which === "first" ? [text, "", ""] : ["", "", text]);
  return tupleOf([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}
