/**
 * The known name that was most likely meant, or null when none is close.
 * Close: at most a third of the letters differ, or one name begins with the other. Case does not count.
 */
export function nearestName(written: string, known: Iterable<string>): string | null {
  return nearestNames(written, known, 1)[0] ?? null;
}

/** The known names that may have been meant, closest first, at most `limit`. */
export function nearestNames(written: string, known: Iterable<string>, limit: number): readonly string[] {
  const wanted = written.toLowerCase();
  const close: { name: string; distance: number }[] = [];
  for (const name of new Set(known)) {
    const distance = nameDistance(wanted, name.toLowerCase());
    if (distance !== null) close.push({ name, distance });
  }
  close.sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1));
  return close.slice(0, limit).map(({ name }) => name);
}

/** How far two names are apart; null when they have nothing to do with each other. */
function nameDistance(wanted: string, name: string): number | null {
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
  if (Math.abs(wanted.length - name.length) <= allowed) {
    const edits = editDistance(wanted, name);
    if (edits <= allowed) return edits;
  }
  const begins = wanted.length >= 3 && (name.startsWith(wanted) || wanted.startsWith(`${name}_`));
  return begins ? allowed + 1 : null;
}

/** Levenshtein distance, one row at a time. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j += 1) {
      const replaced = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
