/**
 * The identifiers that a piece of SQL or Jinja names, in lower case: whole words, quoted or not.
 * String literals and function names do not count. It is a search for words, not a parse. Linear in the text.
 */
export function identifiersIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, double, back, bare, call] of text.toLowerCase().matchAll(WORDS)) {
    const name = double ?? back ?? (call === undefined ? bare : undefined);
    if (name !== undefined) found.add(name);
  }
  return found;
}

const WORDS = /'[^']*'|"([^"]*)"|`([^`]*)`|([\p{L}_][\p{L}\p{N}_$]*)(\s*\()?/gu;
