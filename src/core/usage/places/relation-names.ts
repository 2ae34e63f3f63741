const PART = '(?:"[^"\\n]+"|`[^`\\n]+`|\\[[^\\]\\n]+\\]|[\\p{L}_][\\p{L}\\p{N}_$-]*)';

/** Every alternative begins with another sign, so the scan is linear. */
const AFTER_FROM = new RegExp(`\\b(?:from|join)\\s+(${PART}(?:\\s*\\.\\s*${PART}){0,2})`, "giu");
const EACH_PART = new RegExp(PART, "gu");

/**
 * Names of relations that stand behind FROM and JOIN of a statement, as parts in lower case. Without reading the statement:
 * good enough to see which places a log names again and again, and for nothing else.
 */
export function* relationNamesIn(sql: string): Iterable<readonly string[]> {
  for (const [, name = ""] of sql.matchAll(AFTER_FROM)) {
    yield [...name.toLowerCase().matchAll(EACH_PART)].flatMap(([part]) => plainParts(part));
  }
}

/** BigQuery quotes a path as a whole. */
function plainParts(part: string): readonly string[] {
  return /^["`[]/u.test(part) ? part.slice(1, -1).split(".") : [part];
}
