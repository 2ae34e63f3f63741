import { record } from "../manifest/assemble.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Node, Project } from "../manifest/project.ts";
import type { KeptRelations } from "./environment.ts";

/** The objects of two projects that may differ. */
export interface Touched {
  readonly base: Readonly<Record<UniqueId, Node>>;
  readonly head: Readonly<Record<UniqueId, Node>>;
  /** The relations that both sides hold as one and the same value. */
  readonly kept: KeptRelations;
}

/**
 * Leaves out what is one and the same value on both sides: what is equal was made so when it was read.
 * This makes the comparison grow with the change and not with the project.
 */
export function findTouched(base: Project, head: Project): Touched {
  const touched = { base: record<Node>(), head: record<Node>() };
  addUnshared(touched.base, base.macros, head.macros);
  addUnshared(touched.head, head.macros, base.macros);
  addUnshared(touched.base, base.nodes, head.nodes);
  addUnshared(touched.head, head.nodes, base.nodes);
  const kept = { all: 0, built: 0 };
  for (const id in head.nodes) {
    const node = head.nodes[id];
    if (node === undefined || !("relation" in node) || base.nodes[id] !== node) continue;
    kept.all += 1;
    if (node.resourceType !== "source") kept.built += 1;
  }
  return { ...touched, kept };
}

type Nodes = Record<UniqueId, Node>;

function addUnshared(found: Nodes, nodes: Readonly<Nodes>, others: Readonly<Nodes>): void {
  for (const id in nodes) {
    const node = nodes[id];
    if (node !== undefined && others[id] !== node) found[id] = node;
  }
}
