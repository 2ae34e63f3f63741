import type { UniqueId } from "./node.ts";
import type { Project } from "./project.ts";

/** Whether a project has an object under an id, be it enabled, switched off or a macro. */
export function holds(project: Project, id: UniqueId): boolean {
  return (
    project.nodes[id] !== undefined || project.disabled[id] !== undefined || project.macros[id] !== undefined
  );
}
