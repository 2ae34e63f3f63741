const LETTERS = /[\p{L}\p{M}]+/gu;

/** Python's `str.capitalize`: the first character large, all others small. */
export function capitalized(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return text;
  const head = String.fromCodePoint(first);
  return head.toUpperCase() + text.slice(head.length).toLowerCase();
}

/** Python's `str.title`: the first letter after anything that is no letter large. */
export function titled(text: string): string {
  return text.replace(LETTERS, capitalized);
}

/** Python's `str.swapcase`. */
export function swappedCase(text: string): string {
  return text.replace(LETTERS, (word) =>
    Array.from(word, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    ).join(""),
  );
}
