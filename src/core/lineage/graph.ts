import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/** An object that a walk reached. `path` runs from the start to it, both included, along one shortest way. */
export interface Reached {
  readonly uniqueId: UniqueId;
  /** Edges from the nearest start, 1 for a direct neighbor. */
  readonly distance: number;
  readonly path: readonly UniqueId[];
}

/** Model-level lineage, upstream being what an object reads and downstream what reads it, as in dbt. */
export interface Graph {
  readonly childrenOf: (id: UniqueId) => readonly UniqueId[];
  readonly parentsOf: (id: UniqueId) => readonly UniqueId[];
  /** Everything that reads the start objects, directly or not, nearest first; the start is not in it. Cycles end. */
  readonly downstream: (start: readonly UniqueId[]) => readonly Reached[];
  /** Everything that the start objects read, directly or not, nearest first. */
  readonly upstream: (start: readonly UniqueId[]) => readonly Reached[];
}

/**
 * The lineage of one project, or of base and head together: with both, what hung on a removed object is still reached.
 * Edges to ids that no given project holds (a removed or foreign node) are kept; the walk simply ends there.
 * The index is built at the first call, in time linear in the edges.
 */
export function graphOf(...projects: readonly Project[]): Graph {
  let index: Index | undefined;
  const built = () => (index ??= indexEdges(projects));
  const neighbors = (side: keyof Index) => (id: UniqueId) => built()[side].get(id) ?? [];
  const childrenOf = neighbors("children");
  const parentsOf = neighbors("parents");
  return {
    childrenOf,
    parentsOf,
    downstream: (start) => walk(start, childrenOf),
    upstream: (start) => walk(start, parentsOf),
  };
}

interface Index {
  readonly children: ReadonlyMap<UniqueId, readonly UniqueId[]>;
  readonly parents: ReadonlyMap<UniqueId, readonly UniqueId[]>;
}

function indexEdges(projects: readonly Project[]): Index {
  const children = new Map<UniqueId, UniqueId[]>();
  const parents = new Map<UniqueId, UniqueId[]>();
  const [first] = projects;
  for (const project of projects) {
    for (const node of Object.values(project.nodes)) {
      // One and the same object in both: its edges are there already.
      if (project !== first && first?.nodes[node.uniqueId] === node) continue;
      for (const parent of node.dependsOn) {
        const known = parents.get(node.uniqueId);
        if (known?.includes(parent) === true) continue;
        append(parents, node.uniqueId, parent);
        append(children, parent, node.uniqueId);
      }
    }
  }
  return { children, parents };
}

function append(lists: Map<UniqueId, UniqueId[]>, key: UniqueId, value: UniqueId): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Breadth first, so the first path found is a shortest one. Ids at one distance come in alphabetical order. */
function walk(start: readonly UniqueId[], next: (id: UniqueId) => readonly UniqueId[]): readonly Reached[] {
  const seen = new Set(start);
  const reached: Reached[] = [];
  let ring: Reached[] = start.map((uniqueId) => ({ uniqueId, distance: 0, path: [uniqueId] }));
  while (ring.length > 0) {
    const outer: Reached[] = [];
    for (const from of ring) {
      for (const uniqueId of next(from.uniqueId)) {
        if (seen.has(uniqueId)) continue;
        seen.add(uniqueId);
        outer.push({ uniqueId, distance: from.distance + 1, path: [...from.path, uniqueId] });
      }
    }
    outer.sort((left, right) => (left.uniqueId < right.uniqueId ? -1 : 1));
    reached.push(...outer);
    ring = outer;
  }
  return reached;
}
