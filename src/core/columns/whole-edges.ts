import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { ColumnEdge } from "./column-graph.ts";

/** The edge from one object to another that reads it as a whole. */
export function wholeEdge(from: UniqueId, to: UniqueId, kind: "rows" | "model"): ColumnEdge {
  return {
    from: { uniqueId: from, column: null },
    to: { uniqueId: to, column: null },
    kind,
    transformation: null,
    confidence: kind === "rows" ? "high" : "low",
    named: true,
  };
}

/** Every edge downstream of some objects, as far as it is followed. */
export function wholeEdges(
  start: readonly UniqueId[],
  graph: Pick<Graph, "childrenOf">,
  {
    kind,
    follows,
  }: { readonly kind: "rows" | "model"; readonly follows: (from: UniqueId, to: UniqueId) => boolean },
): readonly ColumnEdge[] {
  const edges: ColumnEdge[] = [];
  const seen = new Set(start);
  for (const from of seen) {
    for (const to of graph.childrenOf(from)) {
      if (!follows(from, to)) continue;
      edges.push(wholeEdge(from, to, kind));
      seen.add(to);
    }
  }
  return edges;
}
