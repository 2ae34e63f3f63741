import { isList, isObject, type Json } from "../json.ts";
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
  for (const name of metaOwners(node)) add("meta", nameIn(name), node.uniqueId);
  return owners;
}

/** Whether anybody at all answers for an object, named or known by an address alone. */
export function hasOwner(node: Node, project: Project): boolean {
  const own = node.resourceType === "exposure" && node.owner !== null;
  return own || groupOf(node, project) !== undefined || metaOwners(node).length > 0;
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

/** The texts under `meta.owner` and `meta.owners`, also where only `config.meta` holds them. */
function metaOwners(node: Node): readonly string[] {
  const configMeta = node.config["meta"];
  const metas = isObject(configMeta) ? [node.meta, configMeta] : [node.meta];
  return [...new Set(metas.flatMap((meta) => [...textsIn(meta["owner"]), ...textsIn(meta["owners"])]))];
}

/** Owners are written as a text, as `{name, email}`, or as a list of these. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (isList(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return textsIn(value["name"] ?? value["email"]);
}

/** What is left of a name without e-mail addresses; null when that is nothing. */
function nameIn(text: string | null | undefined): string | null {
  const name = (text ?? "").replaceAll(/<?[^\s<>]+@[^\s<>]+\.[^\s<>]+>?/gu, "").trim();
  return name === "" ? null : name;
}
