import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/** The nearest semantic model that a metric is built on, of an old metric its model; null when neither is known. */
export function rootOf(metric: UniqueId, graph: Graph, project: Project): UniqueId | null {
  const upstream = graph.upstream([metric]).map((reached) => project.nodes[reached.uniqueId]);
  const root = upstream.find((node) => node !== undefined && node.resourceType !== "metric");
  return root?.uniqueId ?? null;
}
