import type { Group, Node, Project } from "../manifest/project.ts";
import type { Owner } from "../report.ts";

/**
 * Who answers for an object, by every source that its manifest has: the exposure's own owner, then the dbt group,
 * then `meta.owner` and `meta.owners`. `via` is the id of the object that names the owner.
 * An e-mail address is never a name here: a group known only by its address goes by the group's name,
 * everybody else with an address and no name is left out. {@link hasOwner} still counts them.
 */
export function ownersOf(node: Node, project: Project): readonly Owner[] {
  const owners: Owner[] = [];
  const add = (kind: Owner["kind"], name: string | null, via: string) => {
    const known = owners.some((owner) => owner.kind === kind && owner.name === name);
    if (name !== null && !known) owners.push({ kind, name, via });
  };
  if (node.resourceType === "exposure") add("exposure", nameIn(node.owner?.name), node.uniqueId);
  const group = node.resourceType === "group" ? node : groupOf(node, project);
  if (group !== undefined) add("group", nameIn(group.owner?.name) ?? group.name, group.uniqueId);
  for (const name of node.metaOwners) add("meta", nameIn(name), node.uniqueId);
  return owners;
}

/** Whether anybody at all answers for an object, named or known by an address alone. */
export function hasOwner(node: Node, project: Project): boolean {
  const own = node.resourceType === "exposure" && node.owner !== null;
  return own || groupOf(node, project) !== undefined || node.metaOwners.length > 0;
}

/** The dbt group of an object. Groups of the node's own package come first, then those of the root project. */
function groupOf(node: Node, project: Project): Group | undefined {
  if (node.group === null) return undefined;
  for (const packageName of [node.packageName, project.metadata.projectName]) {
    const group = project.nodes[`group.${packageName ?? ""}.${node.group}`];
    if (group?.resourceType === "group") return group;
  }
  return undefined;
}

/** What is left of a name without e-mail addresses; null when that is nothing. */
function nameIn(text: string | null | undefined): string | null {
  const name = (text ?? "").replaceAll(/<?[^\s<>]+@[^\s<>]+\.[^\s<>]+>?/gu, "").trim();
  return name === "" ? null : name;
}
