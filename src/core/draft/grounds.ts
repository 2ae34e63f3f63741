/** What a text may speak of: the names and numbers of the facts that it is about. */
export interface Grounds {
  /** The facts as one clean text in lower case, for names that are looked up as they stand. */
  readonly text: string;
  /** Words of names, in lower case, also as parts of what is joined by dots. */
  readonly names: ReadonlySet<string>;
  /** Plain decimals. */
  readonly numbers: ReadonlySet<string>;
}

/** A word of a name: letters, digits, `_`, `$`, joined by dots. */
export const NAME = /[\p{L}\p{N}_$]+(?:[.][\p{L}\p{N}_$]+)*/gu;
/** Digits inside of a name are no number. */
const NUMBER = /(?<![\p{L}\p{N}_$])\p{N}[\p{N}.,]*/gu;

/** The grounds of some facts: every text and number in them, at any depth. */
export function groundsOf(facts: readonly object[]): Grounds {
  const text = facts.flatMap(leavesOf).join(" \n ").toLowerCase();
  const names = new Set<string>();
  for (const [word] of text.matchAll(NAME)) {
    names.add(word);
    for (const part of word.split(".")) names.add(part);
  }
  const numbers = new Set<string>();
  for (const [written] of text.matchAll(NUMBER)) {
    numbers.add(plainNumber(written));
    // `numeric(12,2)` holds two numbers, `1,200` one.
    for (const part of written.split(",")) numbers.add(plainNumber(part));
  }
  return { text, names, numbers };
}

/** A number as it is compared: without separators and what ends a sentence. */
export function plainNumber(written: string): string {
  return written
    .replaceAll(",", "")
    .replace(/\.+$/u, "")
    .replace(/^0+(?=\d)/u, "");
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  // Keys of counts are words that a text may use; those of facts are ours and mean nothing here.
  return Object.values(value).flatMap(leavesOf);
}
