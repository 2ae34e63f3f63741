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

/** The enabled objects of a project by resource type, sorted out in one pass. */
export interface TypedNodes {
  readonly of: <R extends ResourceType>(type: R) => readonly NodeByType[R][];
}

// Asked for by every part of a review, over every object of the project.
const known = new WeakMap<Project, TypedNodes>();

/** The objects of a project by resource type; sorted out at the first call. */
export function groupByType(project: Project): TypedNodes {
  const found =
    known.get(project) ?? sortByType([...Object.values(project.macros), ...Object.values(project.nodes)]);
  known.set(project, found);
  return found;
}

/** Sorts objects by resource type, keeping their order. */
export function sortByType(nodes: readonly Node[]): TypedNodes {
  const groups = new Map<ResourceType, Node[]>();
  for (const node of nodes) {
    const group = groups.get(node.resourceType);
    if (group === undefined) groups.set(node.resourceType, [node]);
    else group.push(node);
  }
  return { of: (type) => (groups.get(type) ?? []).filter((node) => isOfType(node, type)) };
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
