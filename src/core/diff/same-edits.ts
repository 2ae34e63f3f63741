import { groupBy, type Group } from "../group-by.ts";
import type { Change, Edit } from "./change.ts";

/** Changes that share one cause: the same settings went from the same values to the same values. */
export interface SameEdits<C extends Change> {
  readonly edits: readonly Edit[];
  readonly changes: Group<C>;
}

/**
 * Puts changes together whose picked edits are equal, in the order in which they come.
 * Changes without a picked edit are left out. One line of `dbt_project.yml` moves many models this way.
 */
export function groupBySameEdits<C extends Change>(
  changes: readonly C[],
  pick: (edit: Edit, change: C) => boolean,
): readonly SameEdits<C>[] {
  const picked = changes
    .map((change) => ({ change, edits: change.edits.filter((edit) => pick(edit, change)) }))
    .filter(({ edits }) => edits.length > 0);
  const groups = groupBy(picked, ({ edits }) =>
    JSON.stringify(edits.map(({ part, aspect, before, after }) => [part, aspect, before, after])),
  );
  return [...groups.values()].map(([first, ...others]) => ({
    edits: first.edits,
    changes: [first.change, ...others.map(({ change }) => change)],
  }));
}
