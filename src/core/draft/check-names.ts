import type { Dropped } from "./checked.ts";
import { isGlossary, isQualifier, opensSentence } from "./glossary.ts";
import { NAME, plainNumber, type Grounds } from "./grounds.ts";

/** A stretch of a sentence that is said to be a name: between backticks or quotation marks. */
const SPAN = /`([^`]*)`|"([^"]*)"|“([^”]*)”|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;

/** Words for numbers; "one" is mostly none. */
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  (
    "two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 " +
    "fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 " +
    "seventy 70 eighty 80 ninety 90 dozen 12 dozens 12 hundred 100 hundreds 100 thousand 1000 thousands 1000 " +
    "million 1000000 millions 1000000 billion 1000000000 billions 1000000000"
  )
    .match(/\w+ \w+/gu)
    ?.map((pair) => pair.split(" "))
    .map(([word = "", value = ""]) => [word, value] as const) ?? [],
);

/** The first name or number of a sentence that its facts do not hold; null where all are grounded. */
export function ungroundedIn(sentence: string, grounds: Grounds): Dropped | null {
  for (const [, ...inside] of sentence.matchAll(SPAN)) {
    const span = inside.find((text) => text !== undefined) ?? "";
    if (!isGroundedSpan(span, grounds)) return { reason: "unknown name", what: span };
  }
  const prose = sentence.replaceAll(SPAN, " \u0000 ");
  if (prose.includes("`")) return { reason: "markup", what: "`" };
  return unknownWord(prose, grounds) ?? unknownNumber(prose, grounds);
}

/** As it stands in the facts, or made of nothing but words of theirs and of the glossary. */
function isGroundedSpan(span: string, grounds: Grounds): boolean {
  const text = span.toLowerCase().replaceAll(/\s+/gu, " ").trim();
  if (text === "") return false;
  if (standsIn(text, grounds.text)) return true;
  const words = text.match(NAME) ?? [];
  const isPlain = /^[\p{L}\p{N}_$.,:()=+*'’ -]*$/u.test(text);
  return isPlain && words.length > 0 && words.every((word) => isKnown(word, grounds));
}

/** Whole words only: `order` does not stand in `orders`. */
function standsIn(text: string, facts: string): boolean {
  for (let at = facts.indexOf(text); at !== -1; at = facts.indexOf(text, at + 1)) {
    const [before = "", after = ""] = [facts[at - 1], facts[at + text.length]];
    if (!isWordCharacter(before) && !isWordCharacter(after)) return true;
  }
  return false;
}

function isWordCharacter(character: string): boolean {
  return /^[\p{L}\p{N}_$]$/u.test(character);
}

function isKnown(word: string, { names, numbers }: Grounds): boolean {
  const lower = word.toLowerCase();
  return names.has(lower) || numbers.has(plainNumber(lower)) || isGlossary(lower);
}

/** What has the shape of a name in prose: `snake_case`, `a.b`, camelCase, `v2`, a letter that is not ASCII, a capital inside. */
function unknownWord(prose: string, grounds: Grounds): Dropped | null {
  for (const { index, 0: word } of prose.matchAll(NAME)) {
    const isNumber = /^\p{N}/u.test(word);
    if (!isNumber && isName(word, { prose, index }) && !isKnown(word, grounds))
      return { reason: "unknown name", what: word };
  }
  return unknownOwner(prose, grounds);
}

function isName(word: string, { prose, index }: { readonly prose: string; readonly index: number }): boolean {
  if (hasShape(word)) return true;
  if (!isCapital(word)) return false;
  const isOpener = opensSentence(word) || NUMBER_WORDS.has(word.toLowerCase());
  return !(startsSentence(prose, index) && isOpener);
}

const PLAIN_NAMES =
  /\b(?:the|an?|this|that|your|our|their|its)\s+([\p{L}\p{N}_-]+)\s+(?:dashboard|exposure|metric|team)s?\b/giu;

/** Things that people look at go by plain words too: the billing dashboard. */
function unknownOwner(prose: string, grounds: Grounds): Dropped | null {
  for (const [, word = ""] of prose.matchAll(PLAIN_NAMES)) {
    const isGrounded = word.split("-").every((part) => isQualifier(part) || isPartOf(part, grounds));
    if (!isGrounded) return { reason: "unknown name", what: word };
  }
  return null;
}

function hasShape(word: string): boolean {
  return /[_$.]|\p{Ll}\p{Lu}|\p{L}\p{N}|[^\p{N}_$.a-zA-Z]/u.test(word);
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word) && word !== "I";
}

function startsSentence(prose: string, index: number): boolean {
  return /^\s*["'(]*$/u.test(prose.slice(0, index));
}

/** `finance` is a part of `finance_board`. */
function isPartOf(word: string, { names }: Grounds): boolean {
  const lower = word.toLowerCase();
  if (lower === "" || names.has(lower)) return true;
  return [...names].some((name) => name.split("_").includes(lower));
}

function unknownNumber(prose: string, { numbers }: Grounds): Dropped | null {
  for (const [written] of prose.matchAll(/\p{N}[\p{N}.,]*/gu)) {
    if (!numbers.has(plainNumber(written))) return { reason: "unknown number", what: written };
  }
  for (const [word] of prose.matchAll(/[a-z]+/giu)) {
    const value = NUMBER_WORDS.get(word.toLowerCase());
    if (value !== undefined && !numbers.has(value)) return { reason: "unknown number", what: word };
  }
  return null;
}
