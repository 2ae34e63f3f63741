/**
 * A text as it may stand in a sentence: one line, no backticks (they mark names in our sentences), nothing that is not
 * seen or that turns the direction of the text.
 */
export function shown(text: string): string {
  return withoutUnseen(text.replaceAll(/\s+/gu, " ")).replaceAll("`", "'").trim();
}

export function withoutUnseen(text: string): string {
  return text.replaceAll(UNSEEN, "");
}

/** A text with the characters in it that are not seen, or look like others, by their numbers: `\u{a0}`. */
export function spelledOut(text: string): string {
  return text.replaceAll(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Control, format (bidi, zero-width), surrogate and private-use characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;
/** Those, and white space that a sentence shows as one space. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|[^\S ]|(?<=\s)\s/gu;
