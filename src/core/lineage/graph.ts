import { append } from "../append.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Node, Project } from "../manifest/project.ts";

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
  /** The ids of {@link downstream}: without paths, whose length makes them dear where many objects are asked for. */
  readonly downstreamIds: (start: readonly UniqueId[]) => readonly UniqueId[];
  /** Everything that the start objects read, directly or not, nearest first. */
  readonly upstream: (start: readonly UniqueId[]) => readonly Reached[];
}

/** The lineage of one project. */
export function graphOf(project: Project): Graph {
  return graphs(project, project).head;
}

/** The lineage of base, of head, and of both together, in which what hung on a removed object is still reached. */
export interface Graphs {
  readonly base: Graph;
  readonly head: Graph;
  readonly union: Graph;
}

/**
 * The three lineages of a review over one index, which is built at the first call in time linear in the edges.
 * Edges to ids that no given project holds (a removed or foreign node) are kept; a walk simply ends there.
 */
export function graphs(base: Project, head: Project): Graphs {
  let index: ReadonlyMap<UniqueId, readonly UniqueId[]> | undefined;
  const readers = (id: UniqueId) => (index ??= indexReaders(base, head)).get(id) ?? [];
  const parentsIn = (project: Project) => (id: UniqueId) => project.nodes[id]?.dependsOn ?? [];
  const view = (project: Project) => {
    const parentsOf = parentsIn(project);
    return graphFrom((id) => readers(id).filter((reader) => parentsOf(reader).includes(id)), parentsOf);
  };
  const both = (id: UniqueId) => [...new Set([...parentsIn(base)(id), ...parentsIn(head)(id)])];
  return { base: view(base), head: view(head), union: graphFrom(readers, both) };
}

type Neighbors = (id: UniqueId) => readonly UniqueId[];

function graphFrom(childrenOf: Neighbors, parentsOf: Neighbors): Graph {
  return {
    childrenOf,
    parentsOf,
    downstream: (start) => walk(start, childrenOf),
    downstreamIds: (start) => rings(start, childrenOf),
    upstream: (start) => walk(start, parentsOf),
  };
}

/** Who reads each id on either side. */
function indexReaders(base: Project, head: Project): ReadonlyMap<UniqueId, readonly UniqueId[]> {
  const readers = new Map<UniqueId, UniqueId[]>();
  for (const id in base.nodes) {
    for (const parent of base.nodes[id]?.dependsOn ?? []) append(readers, parent, id);
  }
  for (const id in head.nodes) {
    for (const parent of newParents(head.nodes[id], base.nodes[id])) append(readers, parent, id);
  }
  return readers;
}

function newParents(node: Node | undefined, before: Node | undefined): readonly UniqueId[] {
  if (node === undefined || node === before) return [];
  return before === undefined
    ? node.dependsOn
    : node.dependsOn.filter((id) => !before.dependsOn.includes(id));
}

/** Breadth first, so the first path found is a shortest one. Ids at one distance come in alphabetical order. */
function walk(start: readonly UniqueId[], next: Neighbors): readonly Reached[] {
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

/** As {@link walk}, ids alone. */
function rings(start: readonly UniqueId[], next: Neighbors): readonly UniqueId[] {
  const seen = new Set(start);
  const reached: UniqueId[] = [];
  let ring = start;
  while (ring.length > 0) {
    const outer: UniqueId[] = [];
    for (const from of ring) {
      for (const id of next(from)) {
        if (seen.has(id)) continue;
        seen.add(id);
        outer.push(id);
      }
    }
    ring = outer.sort();
    reached.push(...ring);
  }
  return reached;
}
