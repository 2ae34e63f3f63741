import type { Json, JsonObject } from "../../json.ts";
import type { RenderNode } from "./render-project.ts";

/** A node with the keys that it has in a manifest. */
export function nodeJson(node: RenderNode): JsonObject {
  const { relation } = node;
  return {
    unique_id: node.uniqueId,
    resource_type: node.resourceType,
    name: node.name,
    alias: relation.identifier,
    identifier: relation.identifier,
    source_name: node.sourceName,
    package_name: node.packageName,
    path: node.path.slice(node.path.indexOf("/") + 1),
    original_file_path: node.path,
    fqn: node.fqn,
    database: relation.database,
    schema: relation.schema,
    relation_name: relation.name,
    description: node.description,
    tags: node.tags,
    meta: node.meta,
    config: { meta: node.meta, tags: node.tags, ...node.config },
    version: node.version,
    latest_version: node.latestVersion,
    columns: columnsJson(node),
  };
}

function columnsJson({ columns }: RenderNode): Json {
  return Object.fromEntries(
    columns.map(({ name, dataType, description, quote, tags, meta }) => [
      name,
      { name, data_type: dataType, description, quote, tags, meta },
    ]),
  );
}
