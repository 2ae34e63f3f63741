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

/** Objects by resource type. */
export interface TypedNodes {
  readonly of: <R extends ResourceType>(type: R) => readonly NodeByType[R][];
  /** How many there are, macros not counted. */
  readonly size: number;
}

// Asked for by every part of a review, over every object of the project.
const known = new WeakMap<Project, TypedNodes>();

/** The enabled objects and the macros of a project by resource type; sorted out at the first call. */
export function groupByType(project: Project): TypedNodes {
  const found = known.get(project) ?? sortByType([project.macros, project.nodes]);
  known.set(project, found);
  return found;
}

/** Sorts objects by resource type, keeping their order. */
export function sortByType(sections: readonly Readonly<Record<string, Node>>[]): TypedNodes {
  const groups = emptyGroups();
  let size = 0;
  for (const section of sections) {
    for (const id in section) {
      const node = section[id];
      if (node === undefined) continue;
      put(groups, node);
      if (node.resourceType !== "macro") size += 1;
    }
  }
  return { of: (type) => groups[type], size };
}

type Groups = { readonly [R in ResourceType]: NodeByType[R][] };

function emptyGroups(): Groups {
  return {
    group: [],
    macro: [],
    source: [],
    seed: [],
    model: [],
    snapshot: [],
    analysis: [],
    operation: [],
    function: [],
    semantic_model: [],
    metric: [],
    saved_query: [],
    exposure: [],
    test: [],
    unit_test: [],
  };
}

/** Spelled out, so that each list keeps the type of its objects. */
function put(groups: Groups, node: Node): number {
  switch (node.resourceType) {
    case "group":
      return groups.group.push(node);
    case "macro":
      return groups.macro.push(node);
    case "source":
      return groups.source.push(node);
    case "seed":
      return groups.seed.push(node);
    case "model":
      return groups.model.push(node);
    case "snapshot":
      return groups.snapshot.push(node);
    case "analysis":
      return groups.analysis.push(node);
    case "operation":
      return groups.operation.push(node);
    case "function":
      return groups.function.push(node);
    case "semantic_model":
      return groups.semantic_model.push(node);
    case "metric":
      return groups.metric.push(node);
    case "saved_query":
      return groups.saved_query.push(node);
    case "exposure":
      return groups.exposure.push(node);
    case "test":
      return groups.test.push(node);
    case "unit_test":
      return groups.unit_test.push(node);
  }
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
