import type { Node, NodeByType, Project, ResourceType } from "../manifest/project.ts";

/** Every resource type, in the order in which changes are found and listed: what others refer to comes first. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  "group",
  "macro",
  "source",
  "seed",
  "model",
  "snapshot",
  "analysis",
  "operation",
  "function",
  "semantic_model",
  "metric",
  "saved_query",
  "exposure",
  "test",
  "unit_test",
];

/** The enabled objects of one resource type. */
export function nodesOfType<R extends ResourceType>(project: Project, type: R): readonly NodeByType[R][] {
  const from: readonly Node[] = Object.values(type === "macro" ? project.macros : project.nodes);
  return from.filter((node): node is NodeByType[R] => node.resourceType === type);
}

/** The object of an id if it is of this resource type. */
export function nodeOfType<R extends ResourceType>(
  project: Project,
  type: R,
  id: string,
): NodeByType[R] | undefined {
  const node: Node | undefined = type === "macro" ? project.macros[id] : project.nodes[id];
  return node !== undefined && isOfType(node, type) ? node : undefined;
}

function isOfType<R extends ResourceType>(node: Node, type: R): node is NodeByType[R] {
  return node.resourceType === type;
}
