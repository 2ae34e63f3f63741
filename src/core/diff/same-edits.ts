import { groupBy, type Group } from "../group-by.ts";
import type { Change, Edit } from "./change.ts";

/** Changes that share one cause: the same settings went from the same values to the same values, or to alike ones. */
export interface SameEdits<C extends Change> {
  /** Those of the first change. */
  readonly edits: readonly Edit[];
  readonly changes: Group<C>;
}

/**
 * Puts changes together whose picked edits are equal, in the order in which they come.
 * Changes without a picked edit are left out. One line of `dbt_project.yml` moves many models this way.
 * `valuesOf`: what of an edit must be equal; its two values, if nothing else is asked for.
 */
export function groupBySameEdits<C extends Change>(
  changes: readonly C[],
  pick: (edit: Edit, change: C) => boolean,
  valuesOf: (edit: Edit) => readonly unknown[] = ({ before, after }) => [before, after],
): readonly SameEdits<C>[] {
  const picked = changes
    .map((change) => ({ change, edits: change.edits.filter((edit) => pick(edit, change)) }))
    .filter(({ edits }) => edits.length > 0);
  const groups = groupBy(picked, ({ edits }) =>
    JSON.stringify(edits.map((edit) => [edit.part, edit.aspect, ...valuesOf(edit)])),
  );
  return [...groups.values()].map(([first, ...others]) => ({
    edits: first.edits,
    changes: [first.change, ...others.map(({ change }) => change)],
  }));
}
