import type { ColumnStart } from "../columns/column-graph.ts";
import type { ReachedEnd } from "../columns/reach.ts";

/** How hard an object is hit by what reaches it, 0 to 1: the hardest of all ways. */
export function hitBy(ends: readonly ReachedEnd[]): number {
  return Math.max(...ends.map(severityOf));
}

/** What could not be traced, or reads a table without saying which columns, counts as if the rows were others. */
function severityOf({ how, start, edge }: ReachedEnd): number {
  if (how !== "value") return SEVERITY.rows;
  if (edge?.kind === "model") return Math.min(SEVERITY[start.change], SEVERITY.rows);
  return edge?.named === false ? STAR_ONLY : SEVERITY[start.change];
}

/** A column that is used is gone, rows are others, a value is computed in another way. */
const SEVERITY: Readonly<Record<ColumnStart["change"], number>> = {
  removed: 1,
  renamed: 1,
  type_changed: 0.7,
  rows: 0.7,
  object: 0.7,
  redefined: 0.5,
  nullability_changed: 0.5,
};
/** What a star passes on and nobody names. */
const STAR_ONLY = 0.3;
