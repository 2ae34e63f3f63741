import { capitalized } from "../python/letter-case.ts";
import { percentFormat } from "../python/percent-format.ts";
import { replaced } from "../python/replaced.ts";
import { characters } from "../python/sequence.ts";
import { linesOf, stripped } from "../python/split.ts";
import { Refusal } from "../refusal.ts";
import { Dict } from "../dict.ts";
import { tupleOf } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";
import { urlEncoded } from "./url-encode.ts";

const WORD = /[\p{L}\p{M}\p{N}\p{Pc}]+/gu;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["'", "&#39;"],
  ['"', "&#34;"],
]);

/** Filters whose input is taken as text. */
export const TEXT_FILTERS: Builtins = new Map([
  ["capitalize", builtin("", (given) => capitalized(given.inputText()))],
  ["center", builtin("width", centered)],
  ["e", builtin("", escaped)],
  ["escape", builtin("", escaped)],
  ["forceescape", builtin("", escaped)],
  ["format", builtin("...", formatted)],
  ["indent", builtin("width first blank", indented)],
  ["lower", builtin("", (given) => given.inputText().toLowerCase())],
  ["replace", builtin("old new count", replace)],
  ["safe", builtin("", (given) => given.inputText())],
  ["string", builtin("", (given) => given.inputText())],
  ["title", builtin("", (given) => titled(given.inputText()))],
  ["trim", builtin("chars", trimmed)],
  ["truncate", builtin("length killwords end leeway", truncated)],
  ["upper", builtin("", (given) => given.inputText().toUpperCase())],
  ["urlencode", builtin("", urlEncoded)],
  ["wordcount", builtin("", (given) => BigInt(given.inputText().match(WORD)?.length ?? 0))],
]);

function centered(given: Given): string {
  const text = given.inputText();
  const width = given.size("width", 80);
  const missing = Math.max(width - characters(text).length, 0);
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return " ".repeat(left) + text + " ".repeat(missing - left);
}

function escaped(given: Given): string {
  const text = given.inputText().replaceAll(/[&<>'"]/g, (character) => ENTITIES.get(character) ?? character);
  given.run.makes(text.length);
  return text;
}

function formatted(given: Given): string {
  const { args, kwargs } = given.rest;
  if (args.length > 0 && kwargs.size > 0)
    throw new Refusal("format takes positional or named arguments, not both");
  return percentFormat(given.inputText(), kwargs.size > 0 ? new Dict(kwargs) : tupleOf(args), given.run);
}

/** Blank lines, and the first one, stay as they are unless asked for. */
function indented(given: Given): string {
  const width = given.value("width", 4n);
  const indention = typeof width === "string" ? width : " ".repeat(given.size("width", 4));
  const [first = "", ...rest] = linesOf(`${given.inputText()}\n`, "drop");
  given.run.makes(given.inputText().length + rest.length * indention.length);
  const blank = given.flag("blank", false);
  const lines = rest.map((line) => (line !== "" || blank ? indention + line : line));
  return [given.flag("first", false) ? indention + first : first, ...lines].join("\n");
}

function replace(given: Given): string {
  const replacement = { old: given.text("old"), by: given.text("new"), count: given.size("count", -1) };
  return replaced(given.inputText(), replacement, given.run);
}

/** Jinja's own: words begin after spaces, hyphens and opening brackets only. */
function titled(text: string): string {
  return text.replaceAll(/[^-\s({[<]+/g, capitalized);
}

function trimmed(given: Given): string {
  const chars = given.value("chars", null) === null ? null : given.string("chars");
  return stripped(given.inputText(), chars, "both");
}

function truncated(given: Given): string {
  const text = given.inputText();
  const all = characters(text);
  const [length, end] = [given.size("length", 255), given.string("end", "...")];
  if (length < end.length) throw new Refusal(`expected length >= ${end.length}, got ${length}`);
  if (all.length <= length + given.size("leeway", 5)) return text;
  const kept = Array.from(all)
    .slice(0, length - end.length)
    .join("");
  if (given.flag("killwords", false)) return kept + end;
  const space = kept.lastIndexOf(" ");
  return (space < 0 ? kept : kept.slice(0, space)) + end;
}
