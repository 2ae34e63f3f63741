import type { UniqueId } from "../manifest/node.ts";
import type { Project, ResourceType } from "../manifest/project.ts";
import type { Confidence, Transformation } from "../sql/facts.ts";
import { graphOf } from "./graph.ts";

/** Which way lineage is walked: upstream is what an object reads, downstream what reads it. */
export type Direction = "upstream" | "downstream";

/** An object that lineage reaches. `columns` is null where it is reached only as a whole. */
export interface LineageNode {
  readonly uniqueId: UniqueId;
  readonly resourceType: ResourceType;
  readonly distance: number;
  readonly columns: readonly string[] | null;
}

/** One end of a step: an object as a whole, or a column of it in lower case. */
export interface LineageEnd {
  readonly uniqueId: UniqueId;
  readonly column?: string;
}

/** One step of lineage, from what is read to what reads it, whichever way was walked. */
export interface LineageEdge {
  readonly from: LineageEnd;
  readonly to: LineageEnd;
  /** `value`: made from it. `rows`: it decides which rows there are. `model`: read as a whole. */
  readonly kind: "value" | "rows" | "model";
  /** In OpenLineage's words; left out where an object is read as a whole. */
  readonly transformation?: Transformation;
  readonly confidence: Confidence;
}

/** What `headgate lineage` and `headgate impact` print as JSON; the shape is fixed by the contract. */
export interface Lineage {
  readonly node: UniqueId;
  readonly column: string | null;
  readonly direction: Direction;
  /** Nearest first; the start is not in it. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** What could not be followed, and why. */
  readonly untraced: readonly { readonly uniqueId: UniqueId; readonly why: string }[];
}

/** Model-level lineage of one object of a project. An id that is referred to and not there is untraced, never dropped. */
export function lineageOf(project: Project, node: UniqueId, direction: Direction): Lineage {
  const graph = graphOf(project);
  const nodes: LineageNode[] = [];
  const untraced: { uniqueId: UniqueId; why: string }[] = [];
  for (const { uniqueId, distance } of graph[direction]([node])) {
    const known = project.nodes[uniqueId];
    if (known === undefined) untraced.push({ uniqueId, why: whyAbsent(project, uniqueId) });
    else nodes.push({ uniqueId, resourceType: known.resourceType, distance, columns: null });
  }
  const within = new Set([node, ...nodes.map(({ uniqueId }) => uniqueId)]);
  return { node, column: null, direction, nodes, edges: edgesWithin(within, graph.parentsOf), untraced };
}

function whyAbsent(project: Project, id: UniqueId): string {
  return project.disabled[id] === undefined
    ? "something depends on it, but the manifest does not hold it"
    : "it is disabled";
}

/** Every edge between two objects of the set, by the order of the set. */
function edgesWithin(
  within: ReadonlySet<UniqueId>,
  parentsOf: (id: UniqueId) => readonly UniqueId[],
): readonly LineageEdge[] {
  const edges: LineageEdge[] = [];
  for (const to of within) {
    for (const from of [...parentsOf(to)].sort()) {
      if (!within.has(from)) continue;
      edges.push({ from: { uniqueId: from }, to: { uniqueId: to }, kind: "model", confidence: "high" });
    }
  }
  return edges;
}
