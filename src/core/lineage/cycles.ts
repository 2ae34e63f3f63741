import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

// Asked for by the reading of SQL and by the report, and as long to find as there are objects.
const known = new WeakMap<Project, readonly UniqueId[]>();

/** The objects that read each other in a circle, in alphabetical order; none in a healthy project. */
export function findCycles(project: Project): readonly UniqueId[] {
  // Nothing reads a test, and half of a project are tests.
  const starts = () => Object.keys(project.nodes).filter((id) => project.nodes[id]?.resourceType !== "test");
  const found = known.get(project) ?? findCyclesFrom(starts(), project);
  known.set(project, found);
  return found;
}

/** Those of them that some objects are part of, or read. */
export function findCyclesFrom(starts: readonly UniqueId[], { nodes }: Project): readonly UniqueId[] {
  const walk: Walk = { nodes, states: new Map(), members: new Set() };
  for (const id of starts) if (!walk.states.has(id)) walkUp(id, walk);
  return [...walk.members].sort();
}

interface Walk {
  readonly nodes: Project["nodes"];
  /** True for an object on the way, false for one that is done. */
  readonly states: Map<UniqueId, boolean>;
  readonly members: Set<UniqueId>;
}

/** An object on the way, and its parents that were not looked at yet. */
interface Step {
  readonly id: UniqueId;
  readonly parents: Iterator<UniqueId, undefined>;
}

/**
 * One walk up the lineage: whoever is met again while still on the way closes a circle.
 * Depth first without recursion: a chain of models may be longer than the stack is deep.
 */
function walkUp(start: UniqueId, { nodes, states, members }: Walk): void {
  const way: Step[] = [];
  const enter = (id: UniqueId) => {
    const node = nodes[id];
    if (node === undefined) return;
    states.set(id, true);
    way.push({ id, parents: node.dependsOn.values() });
  };
  enter(start);
  for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
    const parent = last.parents.next().value;
    if (parent === undefined) {
      states.set(last.id, false);
      way.pop();
      continue;
    }
    const state = states.get(parent);
    if (state === undefined) enter(parent);
    if (state !== true) continue;
    const from = way.findIndex(({ id }) => id === parent);
    for (const { id } of way.slice(from)) members.add(id);
  }
}
