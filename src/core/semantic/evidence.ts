import { subjectOf, type Change, type Edit } from "../diff/change.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Evidence } from "../report.ts";
import type { Use } from "./uses.ts";

/** Edits of an object as evidence: the aspect stands in `text`. */
export function editsAsEvidence(kind: string, change: Change, edits: readonly Edit[]): readonly Evidence[] {
  return edits.map((edit) => ({
    kind,
    uniqueId: change.uniqueId,
    ...(edit.before !== null && { before: edit.before }),
    ...(edit.after !== null && { after: edit.after }),
    path: subjectOf(change).path,
    text: edit.aspect,
  }));
}

/** Uses as evidence: `where` and the name in `text`, the kind being that of the object that uses it. */
export function usesAsEvidence(uses: readonly Use[], project: Project): readonly Evidence[] {
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

/** The names of the objects of some ids, each once; an id that the project lacks stands for itself. */
export function namesOf(ids: readonly UniqueId[], project: Project): readonly string[] {
  return [...new Set(ids)].map((id) => project.nodes[id]?.name ?? id);
}
