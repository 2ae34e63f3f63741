import type { Column, UniqueId } from "../../manifest/node.ts";
import type { Node, Project } from "../../manifest/project.ts";
import { inferTarget } from "./infer-target.ts";
import type { ProjectSettings, RenderColumn, RenderNode, RenderProject } from "./render-project.ts";

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
    graph: null,
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

/** What of an object a template can ask for; null for what neither has columns nor is a test. */
export function renderNode(node: Node): RenderNode | null {
  if (!("columns" in node) && node.resourceType !== "test") return null;
  const { uniqueId, resourceType, name, packageName, path, fqn, description, tags, meta, config } = node;
  const base = { uniqueId, resourceType, name, packageName, path, fqn, description, tags, meta, config };
  const unbuilt = { database: null, schema: null, identifier: name, name: null };
  const plain = {
    ...base,
    relation: unbuilt,
    columns: [],
    version: null,
    latestVersion: null,
    sourceName: null,
  };
  if (node.resourceType === "test") return plain;
  const table = { ...plain, relation: node.relation ?? unbuilt, columns: node.columns.map(renderColumn) };
  if (node.resourceType === "source") return { ...table, sourceName: node.sourceName };
  return { ...table, version: node.version, latestVersion: node.latestVersion };
}

function renderColumn({ name, description, dataType, quote, tags, meta }: Column): RenderColumn {
  return { name, description, dataType, quote, tags, meta };
}
