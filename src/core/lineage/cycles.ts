import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/** An edge list by id, both ends enabled objects of one project. */
type Edges = ReadonlyMap<UniqueId, readonly UniqueId[]>;

/**
 * The objects that read each other in a circle, or lie between two circles, in alphabetical order; none in a healthy
 * project. What has no reader left is peeled off again and again, then what reads nothing that is left.
 */
export function findCycles(project: Project): readonly UniqueId[] {
  const parents = new Map<UniqueId, UniqueId[]>();
  for (const node of Object.values(project.nodes)) {
    parents.set(
      node.uniqueId,
      node.dependsOn.filter((id) => project.nodes[id] !== undefined),
    );
  }
  const unread = peel(new Set(parents.keys()), parents);
  return unread.size === 0 ? [] : [...peel(unread, reverse(parents, unread))].sort();
}

/** Takes away every object that nothing left points to. */
function peel(ids: ReadonlySet<UniqueId>, edges: Edges): ReadonlySet<UniqueId> {
  const incoming = countIncoming(ids, edges);
  const left = new Set(ids);
  const ready = [...ids].filter((id) => !incoming.has(id));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    left.delete(id);
    for (const target of edges.get(id) ?? []) {
      const remaining = (incoming.get(target) ?? 0) - 1;
      incoming.set(target, remaining);
      if (remaining === 0) ready.push(target);
    }
  }
  return left;
}

function countIncoming(ids: ReadonlySet<UniqueId>, edges: Edges): Map<UniqueId, number> {
  const incoming = new Map<UniqueId, number>();
  for (const id of ids) {
    for (const target of edges.get(id) ?? []) incoming.set(target, (incoming.get(target) ?? 0) + 1);
  }
  return incoming;
}

/** The edges among `ids`, turned around. */
function reverse(edges: Edges, ids: ReadonlySet<UniqueId>): Edges {
  const turned = new Map<UniqueId, UniqueId[]>([...ids].map((id) => [id, []]));
  for (const id of ids) {
    for (const target of edges.get(id) ?? []) turned.get(target)?.push(id);
  }
  return turned;
}
