import type { ScopeFacts } from "../facts.ts";
import type { Moved } from "./changed-refs.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { twinOf, type Comparison } from "./comparison.ts";

/** Columns of set operations that now get their values from other positions: a branch gained or lost a column. */
export function shiftedColumns(side: "base" | "head", comparison: Comparison): readonly Moved[] {
  return comparison.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (base.set === null || head.set === null || head.set.byName) return [];
    return pair[side].columns
      .filter(({ name }) => isShifted(name.key, pair, comparison))
      .map(({ name }): Moved => ({ path: pair[side].path, column: name.key }));
  });
}

function isShifted(column: string, { base, head, sides }: ScopePair, comparison: Comparison): boolean {
  const [left, right] = [positionOf(column, base), positionOf(column, head)];
  if (left === -1 || right === -1) return false;
  return (head.set?.branches ?? []).some((path) => {
    const branch = sides.head.scopes.get(path);
    const twin = branch === undefined ? null : twinOf("head", branch, comparison);
    if (branch === undefined || twin === null || branch.columns.length === twin.columns.length) return false;
    const [before, after] = [twin.columns[left], branch.columns[right]];
    const texts = [
      before === undefined ? "" : sides.base.text(before.expr),
      after === undefined ? "" : sides.head.text(after.expr),
    ];
    return texts[0] !== texts[1];
  });
}

function positionOf(column: string, { columns }: ScopeFacts): number {
  return columns.findIndex(({ name }) => name.key === column);
}
