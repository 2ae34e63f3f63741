import type { LineageNode } from "../lineage/lineage.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { ColumnEnd } from "./column-graph.ts";

/** A column or object, and how many objects it is away from the start. */
export interface PlacedEnd extends ColumnEnd {
  readonly distance: number;
}

/** The objects that some ends lie on, nearest first, with their columns; the start is left out. */
export function lineageNodes(
  start: UniqueId,
  ends: readonly PlacedEnd[],
  project: Project,
): readonly LineageNode[] {
  const found = new Map<UniqueId, { distance: number; columns: Set<string> }>();
  for (const { uniqueId, column, distance } of ends) {
    const known = found.get(uniqueId) ?? { distance, columns: new Set() };
    if (column !== null) known.columns.add(column);
    found.set(uniqueId, { ...known, distance: Math.min(known.distance, distance) });
  }
  found.delete(start);
  return [...found]
    .flatMap(([uniqueId, { distance, columns }]) => {
      const node = project.nodes[uniqueId];
      const names = columns.size === 0 ? null : [...columns].sort();
      return node === undefined
        ? []
        : [{ uniqueId, resourceType: node.resourceType, distance, columns: names }];
    })
    .sort((left, right) => left.distance - right.distance || (left.uniqueId < right.uniqueId ? -1 : 1));
}
