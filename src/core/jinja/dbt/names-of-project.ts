import type { Json, JsonObject } from "../../json.ts";
import type { Value } from "../values.ts";
import { valueOfJson } from "../json-value.ts";
import { dictOf } from "./dict-of.ts";
import type { RenderNode } from "./render-project.ts";
import type { RenderState } from "./render-state.ts";

/** `model`, `graph` and what dbt says of itself. */
export function projectNames(state: RenderState): Readonly<Record<string, () => Value>> {
  const { project, job } = state;
  const { node } = job;
  return {
    model: () => valueOfJson({ ...nodeJson(node), raw_code: job.source, raw_sql: job.source }),
    graph: () => graphValue(state),
    project_name: () => project.projectName,
    dbt_version: () => project.dbtVersion,
    database: () => node.relation.database,
    schema: () => node.relation.schema,
    invocation_id: () => RUN_ID,
    pre_hooks: () => valueOfJson([]),
    post_hooks: () => valueOfJson([]),
    selected_resources: () => valueOfJson([]),
    invocation_args_dict: () => valueOfJson({}),
    dbt_metadata_envs: () => valueOfJson({}),
  };
}

/** Every run has another: it is read as one that is of the run (`source-text.ts`). */
const RUN_ID = "00000000-0000-0000-0000-000000000000";

/** The object and what it reads: other objects are no part of what its text can depend on. */
function graphValue({ job }: RenderState): Value {
  const nodes = [job.node, ...job.parents];
  const byId = (isIn: (node: RenderNode) => boolean): Value =>
    dictOf(nodes.filter(isIn).map((node) => [node.uniqueId, valueOfJson(nodeJson(node))] as const));
  return dictOf([
    ["nodes", byId(({ sourceName }) => sourceName === null)],
    ["sources", byId(({ sourceName }) => sourceName !== null)],
    ["exposures", dictOf([])],
    ["metrics", dictOf([])],
    ["groups", dictOf([])],
  ]);
}

/** A node with the keys that it has in a manifest. */
function nodeJson(node: RenderNode): JsonObject {
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
