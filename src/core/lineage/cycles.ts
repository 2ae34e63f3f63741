import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

// Asked for by the reading of SQL and by the report, and as long to find as there are objects.
const known = new WeakMap<Project, readonly UniqueId[]>();

/**
 * The objects that read each other in a circle, in alphabetical order; none in a healthy project.
 * One walk up the lineage of each object: whoever is met again while still on the way closes a circle.
 */
export function findCycles(project: Project): readonly UniqueId[] {
  const found = known.get(project) ?? walkAll(project);
  known.set(project, found);
  return found;
}

function walkAll(project: Project): readonly UniqueId[] {
  const walk: Walk = { project, states: new Map(), members: new Set() };
  for (const id in project.nodes) {
    // Nothing reads a test, and half of a project are tests.
    if (project.nodes[id]?.resourceType !== "test" && !walk.states.has(id)) walkUp(id, walk);
  }
  return [...walk.members].sort();
}

interface Walk {
  readonly project: Project;
  /** True for an object on the way, false for one that is done. */
  readonly states: Map<UniqueId, boolean>;
  readonly members: Set<UniqueId>;
}

/** Depth first without recursion: a chain of models may be longer than the stack is deep. */
function walkUp(start: UniqueId, { project, states, members }: Walk): void {
  const way: UniqueId[] = [start];
  const next: number[] = [0];
  states.set(start, true);
  for (let id = way.at(-1); id !== undefined; id = way.at(-1)) {
    const position = next.pop() ?? 0;
    const parent = project.nodes[id]?.dependsOn[position];
    if (parent === undefined) {
      states.set(id, false);
      way.pop();
      continue;
    }
    next.push(position + 1);
    const state = states.get(parent);
    if (state === true) for (const member of way.slice(way.indexOf(parent))) members.add(member);
    if (state !== undefined || project.nodes[parent] === undefined) continue;
    states.set(parent, true);
    way.push(parent);
    next.push(0);
  }
}
