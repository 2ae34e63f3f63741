import type { Value } from "../values.ts";

const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "yes", "on"].flatMap((word) => spellings(word).map((each) => [each, true] as const)),
  ...["false", "no", "off"].flatMap((word) => spellings(word).map((each) => [each, false] as const)),
]);

function spellings(word: string): readonly string[] {
  return [word, `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, word.toUpperCase()];
}

const INTEGER = /^[-+]?(?:0b_*[01][01_]*|0x_*[\da-fA-F][\da-fA-F_]*|0[0-7_]*|[1-9][\d_]*)$/u;
const FLOAT = /^[-+]?(?:\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?)$/u;

/** Characters. */
const LONGEST_NUMBER = 300;

/**
 * What a scalar without quotes is, as PyYAML's `safe_load` resolves it (yaml/resolver.py, YAML 1.1: `yes` is true, `012`
 * is ten, `1e3` is text). A date stays the text that it prints.
 */
export function plainScalar(text: string): Value {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (text.length > LONGEST_NUMBER) return text;
  if (INTEGER.test(text)) return integerOf(text.replaceAll("_", ""));
  return FLOAT.test(text) ? Number(text.replaceAll("_", "")) : text;
}

function integerOf(text: string): bigint {
  const digits = text.replace(/^[-+]/u, "");
  const isOctal = /^0[0-7]+$/u.test(digits);
  const size = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
  return text.startsWith("-") ? -size : size;
}
