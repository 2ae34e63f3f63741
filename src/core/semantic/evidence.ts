import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Evidence } from "../report.ts";
import type { Use } from "./uses.ts";

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
