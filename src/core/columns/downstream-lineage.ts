import { append } from "../append.ts";
import { groupBy } from "../group-by.ts";
import type { Lineage, LineageEdge, LineageEnd } from "../lineage/lineage.ts";
import type { Project } from "../manifest/project.ts";
import type { ColumnEdge, ColumnEnd, ColumnGraph, ColumnStart } from "./column-graph.ts";
import { lineageNodes, type PlacedEnd } from "./lineage-nodes.ts";
import { pathOf, reachFrom, type ReachedEnd } from "./reach.ts";

/**
 * What uses a column, directly or not. What reads its object and could not be followed is no user of it: it stands in
 * `untraced` alone.
 */
export function downstreamLineage(start: ColumnStart, graph: ColumnGraph, project: Project): Lineage {
  const reached = reachFrom(graph, [start]).filter(
    ({ how, end }) => how !== "model" && project.nodes[end.uniqueId] !== undefined,
  );
  const { uniqueId, column } = start;
  return {
    node: uniqueId,
    column,
    direction: "downstream",
    nodes: lineageNodes(uniqueId, reached.map(placeOf), project),
    edges: edgesAmong([{ uniqueId, column }, ...reached.map(({ end }) => end)], graph),
    untraced: graph.untraced.map(({ uniqueId: id, why }) => ({ uniqueId: id, why })),
  };
}

function placeOf(reached: ReachedEnd): PlacedEnd {
  return { ...reached.end, distance: pathOf(reached).length - 1 };
}

/** Every edge between the ends, in their order, each once. */
function edgesAmong(ends: readonly ColumnEnd[], { edges }: ColumnGraph): readonly LineageEdge[] {
  const byReader = new Map<string, ColumnEdge[]>();
  for (const edge of edges) append(byReader, keyOf(edge.to), edge);
  const starts = startsAmong(ends);
  const found = new Map<string, LineageEdge>();
  for (const to of ends) {
    for (const edge of byReader.get(keyOf(to)) ?? []) {
      for (const from of starts(edge)) {
        found.set(`${keyOf(from)}\n${keyOf(to)}\n${edge.kind}`, edgeOf(from, edge));
      }
    }
  }
  return [...found.values()];
}

/** Where an edge begins among the ends. Who reads an object as a whole reads each of its columns. */
function startsAmong(ends: readonly ColumnEnd[]): (edge: ColumnEdge) => readonly ColumnEnd[] {
  const within = new Set(ends.map(keyOf));
  const columns = groupBy(
    ends.filter(({ column }) => column !== null),
    ({ uniqueId }) => uniqueId,
  );
  return ({ from, kind }) => {
    if (within.has(keyOf(from))) return [from];
    return kind === "model" && from.column === null ? (columns.get(from.uniqueId) ?? []) : [];
  };
}

function edgeOf(from: ColumnEnd, { to, kind, transformation, confidence }: ColumnEdge): LineageEdge {
  const how = transformation === null ? {} : { transformation };
  return { from: lineageEnd(from), to: lineageEnd(to), kind, ...how, confidence };
}

function lineageEnd({ uniqueId, column }: ColumnEnd): LineageEnd {
  return column === null ? { uniqueId } : { uniqueId, column };
}

function keyOf({ uniqueId, column }: ColumnEnd): string {
  return `${uniqueId}\n${column ?? ""}`;
}
