import type { Graph } from "../lineage/graph.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import { statedKey } from "./key.ts";
import { dataTestsOn } from "./tested.ts";
import { declaredKeys, uniquenessOf, type UniqueColumns } from "./uniqueness.ts";

/** Every column set of an object that a test, a constraint or the key of an incremental model says is unique. */
export function knownUniqueness(id: UniqueId, project: Project, graph: Graph): readonly UniqueColumns[] {
  const node = project.nodes[id];
  if (node === undefined) return [];
  const tested = dataTestsOn(id, project, graph).flatMap((test) => uniquenessOf(test) ?? []);
  const stated = node.resourceType === "model" ? statedKey(node) : null;
  const key = stated === null || stated.columns.size === 0 ? [] : [stated.columns];
  return [...tested, ...declaredKeys(node), ...key];
}
