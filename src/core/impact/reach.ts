import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";

/** One way in which a change reaches an object. `path` runs from the changed object to the reached one. */
export interface Way {
  readonly from: UniqueId;
  readonly path: readonly UniqueId[];
}

/** How many changed objects are remembered per reached object: the nearest ones. */
const MOST_WAYS = 5;

interface Step {
  readonly id: UniqueId;
  readonly from: UniqueId;
  readonly previous: Step | null;
}

/**
 * Everything downstream of the changed objects, each with the nearest changes that reach it, nearest first.
 * One walk for all of them: an object is entered at most five times, so the cost grows with what is reached,
 * not with the number of changes times the project.
 */
export function reachOf(changed: readonly UniqueId[], graph: Graph): ReadonlyMap<UniqueId, readonly Way[]> {
  const found = new Map<UniqueId, Step[]>();
  let ring: readonly Step[] = changed.map((id) => ({ id, from: id, previous: null }));
  while (ring.length > 0) {
    const outer: Step[] = [];
    for (const step of ring) {
      for (const id of graph.childrenOf(step.id)) {
        const next = { id, from: step.from, previous: step };
        if (enters(next, found)) outer.push(next);
      }
    }
    ring = outer;
  }
  return new Map([...found].map(([id, steps]) => [id, steps.map(wayOf)]));
}

function enters(step: Step, found: Map<UniqueId, Step[]>): boolean {
  if (step.id === step.from) return false;
  const steps = found.get(step.id);
  if (steps === undefined) {
    found.set(step.id, [step]);
    return true;
  }
  if (steps.length >= MOST_WAYS || steps.some((known) => known.from === step.from)) return false;
  steps.push(step);
  return true;
}

function wayOf(step: Step): Way {
  const path: UniqueId[] = [];
  for (let at: Step | null = step; at !== null; at = at.previous) path.push(at.id);
  return { from: step.from, path: path.reverse() };
}
