import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Graph } from "./graph.ts";

/** The ids that read an object directly, tests left out: a test checks an object and does not use it. */
export function directReaders(graph: Graph, id: UniqueId): readonly UniqueId[] {
  return graph.childrenOf(id).filter((child) => !isTest(child));
}

/** The ids that read some objects, directly or not, nearest first, tests left out. */
export function allReaders(graph: Graph, ids: readonly UniqueId[]): readonly UniqueId[] {
  return graph.downstreamIds(ids).filter((id) => !isTest(id));
}

/** What reads some objects, directly or not, nearest first, tests left out, as far as the project has it. */
export function readersIn(project: Project, graph: Graph, ids: readonly UniqueId[]): readonly UniqueId[] {
  return allReaders(graph, ids).filter((id) => project.nodes[id] !== undefined);
}

function isTest(id: UniqueId): boolean {
  return id.startsWith("test.") || id.startsWith("unit_test.");
}
