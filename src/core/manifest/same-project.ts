import type { Node, Project } from "./project.ts";

/**
 * Whether two manifests can be two states of one project: some model, seed, snapshot or source
 * has the same unique_id in both, or the same path and name (the project was renamed).
 * When a side has none of these there is nothing to compare; then only two different project names speak against it.
 */
export function isSameProject(base: Project, head: Project): boolean {
  if (sharesId(base, head)) return true;
  const baseMarks = marksOf(base);
  const headMarks = marksOf(head);
  if (baseMarks.size === 0 || headMarks.size === 0) return !namesDiffer(base, head);
  for (const mark of headMarks) if (baseMarks.has(mark)) return true;
  return false;
}

/** The usual case, found at the first object that both sides have. */
function sharesId(base: Project, head: Project): boolean {
  for (const id in head.nodes) {
    const node = head.nodes[id];
    if (node !== undefined && anchors.has(node.resourceType) && base.nodes[id] !== undefined) return true;
  }
  return false;
}

const anchors: ReadonlySet<Node["resourceType"]> = new Set(["model", "seed", "snapshot", "source"]);

/** What tells a project: ids, and pairs of path and name. Disabled objects count too: they are still the project's own. */
function marksOf(project: Project): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const nodes of [project.nodes, project.disabled]) {
    for (const node of Object.values(nodes)) {
      if (!anchors.has(node.resourceType)) continue;
      marks.add(`id ${node.uniqueId}`);
      marks.add(`file ${node.path} ${node.name}`);
    }
  }
  return marks;
}

function namesDiffer(base: Project, head: Project): boolean {
  const left = base.metadata.projectName;
  const right = head.metadata.projectName;
  return left !== null && right !== null && left !== right;
}
