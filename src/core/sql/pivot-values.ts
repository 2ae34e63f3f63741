/**
 * What stands for the value of a row where nobody knows one. Templates make names from values with `lower`, `replace`,
 * `slugify` and the like: all of them leave this as it is, but for its case.
 */
export function probeOf(query: number): string {
  return `${PROBE}${query}_`;
}

const PROBE = "headgate_row_of_query_";

/** Columns that are made from one row, and values, that are looked at. */
const MOST_PATTERNS = 100;
const MOST_VALUES = 5000;

interface Pattern {
  readonly before: string;
  readonly after: string;
}

/** The columns of a text that was rendered with a probe, and those that the object is known to have. */
export interface Columns {
  readonly probed: readonly string[];
  /** What the text of the other side gives beside what its queries make, in lower case: no row made it. */
  readonly written: ReadonlySet<string>;
  /** Whether `probed` is all that the text gives. */
  readonly isComplete: boolean;
  readonly known: readonly string[];
}

/**
 * The values of the rows that must have made the known columns of an object, in the order of these: a text that names a
 * column `n_<probe>` has made `n_paid` from `paid`. A value counts where every column that a row makes is known.
 */
export function pivotValues(probe: string, columns: Columns): readonly string[] {
  const { probed, written, isComplete, known } = columns;
  const names = probed.map((name) => name.toLowerCase());
  const patterns = names.flatMap((name) => patternIn(name, probe) ?? []);
  const [first, ...others] = patterns
    .slice(0, MOST_PATTERNS)
    .sort((left, right) => sizeOf(right) - sizeOf(left));
  // A name that is nothing but the value takes every column that the text does not name: all of those must be seen.
  if (first === undefined || (sizeOf(first) === 0 && !isComplete)) return [];
  const own = new Set([...names, ...written]);
  const there = new Set(known.map((name) => name.toLowerCase()));
  const values = known.flatMap((name) => (own.has(name.toLowerCase()) ? [] : (valueIn(name, first) ?? [])));
  const distinct = [...new Set(values)].slice(0, MOST_VALUES);
  return distinct.filter((value) =>
    others.every(({ before, after }) => there.has(`${before}${value.toLowerCase()}${after}`)),
  );
}

/** The names among some columns that no row of a query makes, in lower case. */
export function writtenAmong(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase()).filter((name) => !name.includes(PROBE));
}

/** Null where the probe does not stand in the name once, and no other one does. */
function patternIn(name: string, probe: string): Pattern | null {
  const [before, after, ...more] = name.split(probe);
  if (before === undefined || after === undefined || more.length > 0) return null;
  if (before.includes(PROBE) || after.includes(PROBE)) return null;
  return { before, after };
}

function sizeOf({ before, after }: Pattern): number {
  return before.length + after.length;
}

function valueIn(name: string, { before, after }: Pattern): string | null {
  const lower = name.toLowerCase();
  const isMade =
    lower.length > before.length + after.length && lower.startsWith(before) && lower.endsWith(after);
  return isMade ? name.slice(before.length, name.length - after.length) : null;
}
