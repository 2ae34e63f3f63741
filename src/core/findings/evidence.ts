import { displayName } from "../display-name.ts";
import { subjectOf, type Change, type Edit } from "../diff/change.ts";
import type { Gone } from "../diff/gone.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Evidence } from "../report.ts";
import type { Use } from "../semantic/uses.ts";

/** A difference as evidence shows it: a side that has no value is left out. */
export function beforeAfter(before: string | null, after: string | null): Pick<Evidence, "before" | "after"> {
  return { ...(before !== null && { before }), ...(after !== null && { after }) };
}

/** One edit as evidence: its aspect stands in `text`. */
export function editEvidence(kind: string, change: Change, edit: Edit): Evidence {
  const { path } = subjectOf(change);
  return {
    kind,
    uniqueId: change.uniqueId,
    ...beforeAfter(edit.before, edit.after),
    path,
    text: edit.aspect,
  };
}

/** A model that is gone, and what still refers to it, as evidence. */
export function goneEvidence(gone: Gone<"model">, users: readonly UniqueId[]): readonly Evidence[] {
  const { uniqueId, path } = gone.base;
  const renamed = gone.kind === "renamed" ? { before: uniqueId, after: gone.uniqueId } : {};
  const text = displayName(gone.base);
  return [
    { kind: "model", uniqueId, ...(path === "" ? {} : { path }), ...renamed },
    ...users.map((user) => ({ kind: "reference", uniqueId: user, text })),
  ];
}

/** Uses in the semantic layer as evidence: `where` and the name in `text`, the kind being that of the user. */
export function useEvidence(uses: readonly Use[], project: Project): readonly Evidence[] {
  return uses.map((use) => {
    const user = project.nodes[use.user];
    return {
      kind: user?.resourceType ?? "metric",
      uniqueId: use.user,
      ...(user !== undefined && { path: user.path }),
      text: `${use.where}: ${use.text}`,
    };
  });
}
