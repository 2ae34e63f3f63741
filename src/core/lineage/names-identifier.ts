/**
 * Whether a piece of SQL or Jinja names an identifier: as a whole word, quoted or not, in any case.
 * String literals and function names do not count. It is a search for words, not a parse.
 */
export function namesIdentifier(text: string, identifier: string): boolean {
  const lower = text.toLowerCase();
  const wanted = identifier.toLowerCase();
  for (const match of lower.matchAll(WORDS)) {
    const bare = match[3];
    if ((match[1] ?? match[2] ?? bare) !== wanted) continue;
    const after = lower.slice(match.index + match[0].length).trimStart();
    if (bare === undefined || !after.startsWith("(")) return true;
  }
  return false;
}

const WORDS = /'[^']*'|"([^"]*)"|`([^`]*)`|([\p{L}_][\p{L}\p{N}_$]*)/gu;
