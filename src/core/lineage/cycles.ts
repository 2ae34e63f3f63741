import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/**
 * The objects that read each other in a circle, in alphabetical order; none in a healthy project.
 * One walk up the lineage of each object: who is met again while still on the way closes a circle.
 */
export function findCycles(project: Project): readonly UniqueId[] {
  const done = new Set<UniqueId>();
  const members = new Set<UniqueId>();
  for (const id in project.nodes) {
    if (!done.has(id)) walkUp(id, { project, done, members });
  }
  return [...members].sort();
}

interface Walk {
  readonly project: Project;
  readonly done: Set<UniqueId>;
  readonly members: Set<UniqueId>;
}

/** Depth first without recursion: a chain of models may be longer than the stack is deep. */
function walkUp(start: UniqueId, { project, done, members }: Walk): void {
  const way: UniqueId[] = [];
  const onWay = new Set<UniqueId>();
  const open: { readonly id: UniqueId; readonly leaving: boolean }[] = [{ id: start, leaving: false }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { id, leaving } = step;
    if (leaving) {
      way.pop();
      onWay.delete(id);
      done.add(id);
    } else if (onWay.has(id)) {
      for (const member of way.slice(way.indexOf(id))) members.add(member);
    } else if (!done.has(id)) {
      way.push(id);
      onWay.add(id);
      open.push({ id, leaving: true });
      for (const parent of project.nodes[id]?.dependsOn ?? []) open.push({ id: parent, leaving: false });
    }
  }
}
