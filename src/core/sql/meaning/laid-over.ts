import { made } from "../compare/column-edits.ts";
import type { ColumnDifference } from "../compare/compare-columns.ts";
import { layOver, type Comparison } from "../compare/comparison.ts";
import { writtenIn, type SqlEdit } from "../compare/edit.ts";
import { dialectOf } from "../dialect.ts";
import type { ComparedSql } from "../sql-comparison.ts";

// Several rules look at one statement.
const known = new WeakMap<ComparedSql, Comparison | null>();

/** Both statements of a compared object laid over each other; null where one was not read. */
export function laidOver(compared: ComparedSql, adapterType: string | null): Comparison | null {
  const found = known.get(compared);
  if (found !== undefined) return found;
  const { base, head } = compared;
  const comparison =
    base.state === "read" && head.state === "read"
      ? layOver(base.facts, head.facts, dialectOf(adapterType))
      : null;
  known.set(compared, comparison);
  return comparison;
}

/** The column that an edit is about, as both sides make it. */
export function differenceOf(edit: SqlEdit, { differences }: Comparison): ColumnDifference | null {
  const { before, after } = writtenIn(edit);
  const found = differences.find(
    ({ path, base, head }) => path === edit.scope && made(base) === before && made(head) === after,
  );
  return found ?? null;
}
