import type { UniqueId } from "../../manifest/node.ts";
import type { Node, Project } from "../../manifest/project.ts";
import { inferTarget } from "./infer-target.ts";
import type { ProjectSettings, RenderNode, RenderProject } from "./render-project.ts";

/** What rendering needs of a project. */
export function renderProject(project: Project, settings: ProjectSettings): RenderProject {
  const { metadata, macros } = project;
  return {
    adapterType: metadata.adapterType,
    dbtVersion: metadata.dbtVersion,
    projectName: metadata.projectName ?? "",
    macros: Object.values(macros).map(({ uniqueId, name, packageName, sql }) => ({
      uniqueId,
      name,
      packageName,
      sql,
    })),
    settings,
    target: inferTarget(project),
  };
}

/** The objects that a template can name by `ref` and `source`: what its object depends on. */
export function renderNodes(ids: readonly UniqueId[], project: Project): readonly RenderNode[] {
  return ids.flatMap((id) => {
    const node = project.nodes[id];
    return node === undefined ? [] : (renderNode(node) ?? []);
  });
}

/** What of an object a template can ask for; null for what has no columns. */
export function renderNode(node: Node): RenderNode | null {
  if (!("columns" in node)) return null;
  const { uniqueId, resourceType, name, packageName, path, fqn, description, tags, meta, config } = node;
  const isSource = node.resourceType === "source";
  return {
    uniqueId,
    resourceType,
    name,
    packageName,
    path,
    fqn,
    description,
    tags,
    meta,
    config,
    relation: node.relation ?? { database: null, schema: null, identifier: name, name: null },
    columns: node.columns.map(({ name, description, dataType, quote, tags, meta }) => ({
      name,
      description,
      dataType,
      quote,
      tags,
      meta,
    })),
    version: isSource ? null : node.version,
    latestVersion: isSource ? null : node.latestVersion,
    sourceName: isSource ? node.sourceName : null,
    external: isSource ? node.external : null,
  };
}
