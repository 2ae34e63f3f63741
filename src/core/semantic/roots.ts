import type { Graph } from "../lineage/graph.ts";
import { allReaders } from "../lineage/readers.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";

/** The nearest semantic model that a metric is built on, of an old metric its model; null when neither is known. */
export function rootOf(metric: UniqueId, graph: Graph, project: Project): UniqueId | null {
  const upstream = graph.upstream([metric]).map((reached) => project.nodes[reached.uniqueId]);
  const root = upstream.find((node) => node !== undefined && node.resourceType !== "metric");
  return root?.uniqueId ?? null;
}

/** What reads some objects, directly or not, nearest first, tests left out, as far as the project has it. */
export function readersIn(project: Project, graph: Graph, ids: readonly UniqueId[]): readonly UniqueId[] {
  return allReaders(graph, ids).filter((id) => project.nodes[id] !== undefined);
}
