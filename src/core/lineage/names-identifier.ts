/**
 * Whether a piece of SQL or Jinja names an identifier: as a whole word, quoted or not, in any case.
 * String literals and function names do not count. It is a word search, not a parse.
 */
export function namesIdentifier(text: string, identifier: string): boolean {
  const wanted = identifier.toLowerCase();
  const words = text.toLowerCase().matchAll(/'[^']*'|"([^"]*)"|`([^`]*)`|([\p{L}_][\p{L}\p{N}_$]*)/gu);
  for (const word of words) {
    const name = word[1] ?? word[2] ?? word[3];
    if (name !== wanted) continue;
    const isCall = word[3] !== undefined && /^\s*\(/u.test(text.slice(word.index + word[0].length, word.index + word[0].length + 20));
    if (!isCall) return true;
  }
  return false;
}
