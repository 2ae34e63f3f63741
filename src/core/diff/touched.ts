import type { UniqueId } from "../manifest/node.ts";
import type { Node, Project } from "../manifest/project.ts";

/** The objects of two projects that may differ. */
export interface Touched {
  readonly base: readonly Node[];
  readonly head: readonly Node[];
  /** How many relations both sides hold as one and the same value. */
  readonly sharedRelations: number;
}

/**
 * Leaves out what is one and the same value on both sides: it was read from equal text, so it is equal.
 * This makes the comparison grow with the change and not with the project.
 */
export function findTouched(base: Project, head: Project): Touched {
  const touched = { base: unshared(base.macros, head.macros), head: unshared(head.macros, base.macros) };
  let sharedRelations = 0;
  for (const id in head.nodes) {
    const node = head.nodes[id];
    if (node === undefined) continue;
    if (base.nodes[id] !== node) touched.head.push(node);
    else if ("relation" in node) sharedRelations += 1;
  }
  touched.base.push(...unshared(base.nodes, head.nodes));
  return { ...touched, sharedRelations };
}

function unshared(nodes: Readonly<Record<UniqueId, Node>>, others: Readonly<Record<UniqueId, Node>>): Node[] {
  const found: Node[] = [];
  for (const id in nodes) {
    const node = nodes[id];
    if (node !== undefined && others[id] !== node) found.push(node);
  }
  return found;
}
