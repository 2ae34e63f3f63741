import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";

/**
 * Some objects and everything that reads them, each after all of its parents among them. What reads each other in a
 * circle comes last.
 */
export function levelsFrom(start: readonly UniqueId[], graph: Graph): readonly (readonly UniqueId[])[] {
  const members = new Set([...start, ...graph.downstreamIds(start)]);
  const waiting = new Map([...members].map((id) => [id, parentsAmong(id, graph, members)]));
  const levels: (readonly UniqueId[])[] = [];
  let level = [...members].filter((id) => waiting.get(id) === 0);
  while (level.length > 0) {
    levels.push(level);
    for (const id of level) waiting.delete(id);
    level = level.flatMap((id) => graph.childrenOf(id)).filter((id) => countDown(id, waiting));
  }
  return waiting.size > 0 ? [...levels, [...waiting.keys()]] : levels;
}

function parentsAmong(id: UniqueId, graph: Graph, members: ReadonlySet<UniqueId>): number {
  return graph.parentsOf(id).filter((parent) => members.has(parent)).length;
}

/** Whether that was the last parent that an object waited for. */
function countDown(id: UniqueId, waiting: Map<UniqueId, number>): boolean {
  const left = (waiting.get(id) ?? 0) - 1;
  if (waiting.has(id)) waiting.set(id, left);
  return left === 0;
}
