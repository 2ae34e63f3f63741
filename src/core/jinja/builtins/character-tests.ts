import { titled } from "../python/letter-case.ts";
import { afterSpace } from "../read/whitespace.ts";
import { builtin, type Builtins } from "./builtin.ts";

const CASED = /[\p{Lu}\p{Ll}\p{Lt}]/u;

function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text);
}

const TESTS: readonly (readonly [name: string, holds: (text: string) => boolean])[] = [
  ["isalnum", matches(/^[\p{L}\p{N}]+$/u)],
  ["isalpha", matches(/^\p{L}+$/u)],
  ["isascii", matches(/^[\0-\x7f]*$/)],
  ["isdecimal", matches(/^\p{Nd}+$/u)],
  ["isdigit", matches(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]+$/u)],
  ["isidentifier", matches(/^[\p{L}_][\p{L}\p{N}\p{M}\p{Pc}]*$/u)],
  ["islower", isLower],
  ["isnumeric", matches(/^\p{N}+$/u)],
  ["isspace", (text) => text !== "" && afterSpace(text, 0) === text.length],
  ["istitle", (text) => CASED.test(text) && titled(text) === text],
  ["isupper", isUpper],
];

/** The methods of a string that ask for the kind of its characters. */
export const CHARACTER_TESTS: Builtins = new Map(
  TESTS.map(([name, holds]) => [name, builtin("", (given) => holds(given.inputText()))]),
);

/** Python's `str.islower`: a cased character, and none of them large. */
export function isLower(text: string): boolean {
  return CASED.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
}

/** Python's `str.isupper`. */
export function isUpper(text: string): boolean {
  return CASED.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
}
