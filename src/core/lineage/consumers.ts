import type { UniqueId } from "../manifest/node.ts";
import type { Project, ResourceType } from "../manifest/project.ts";
import type { Graph } from "./graph.ts";

/** What checks an object and does not use it. */
const CHECKS: ReadonlySet<ResourceType | undefined> = new Set<ResourceType>(["test", "unit_test"]);

/** Whether an object of a project uses what it reads: everything but tests does. An unknown id does not. */
export function isConsumer(project: Project, id: UniqueId): boolean {
  const node = project.nodes[id];
  return node !== undefined && !CHECKS.has(node.resourceType);
}

/** What reads an object directly, tests left out, in alphabetical order. */
export function directConsumers(graph: Graph, project: Project, id: UniqueId): readonly UniqueId[] {
  return graph
    .childrenOf(id)
    .filter((child) => child !== id && isConsumer(project, child))
    .sort();
}

/** Everything that reads an object, directly or not, tests left out, nearest first. `projects`: one of them must know it. */
export function allConsumers(graph: Graph, projects: readonly Project[], id: UniqueId): readonly UniqueId[] {
  return graph
    .downstream([id])
    .map((reached) => reached.uniqueId)
    .filter((reached) => projects.some((project) => isConsumer(project, reached)));
}
