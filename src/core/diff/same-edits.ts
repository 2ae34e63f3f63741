import type { Evidence } from "../report.ts";
import { subjectOf, type Change, type Edit } from "./change.ts";

/** Changes that share one cause: the same settings went from the same values to the same values. */
export interface SameEdits<C extends Change> {
  readonly edits: readonly Edit[];
  readonly changes: readonly [C, ...C[]];
}

/**
 * Puts changes together whose picked edits are equal, in the order in which they come.
 * Changes without a picked edit are left out. One line of `dbt_project.yml` moves many models this way.
 */
export function groupBySameEdits<C extends Change>(
  changes: readonly C[],
  pick: (edit: Edit, change: C) => boolean,
): readonly SameEdits<C>[] {
  const groups = new Map<string, { edits: readonly Edit[]; changes: [C, ...C[]] }>();
  for (const change of changes) {
    const edits = change.edits.filter((edit) => pick(edit, change));
    if (edits.length === 0) continue;
    const key = JSON.stringify(edits.map((edit) => [edit.part, edit.aspect, edit.before, edit.after]));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { edits, changes: [change] });
    else group.changes.push(change);
  }
  return [...groups.values()];
}

/** One edit as evidence: its aspect stands in `text`. */
export function editEvidence(kind: string, change: Change, edit: Edit): Evidence {
  return {
    kind,
    uniqueId: change.uniqueId,
    ...(edit.before !== null && { before: edit.before }),
    ...(edit.after !== null && { after: edit.after }),
    path: subjectOf(change).path,
    text: edit.aspect,
  };
}
