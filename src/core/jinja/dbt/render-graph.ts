import type { JsonObject } from "../../json.ts";
import type { UniqueId } from "../../manifest/node.ts";
import type { DataTest, Node, Project } from "../../manifest/project.ts";
import { nodeJson } from "./node-json.ts";
import { renderNode } from "./render-node.ts";

/** The sections of dbt's `graph` (dbt-core: contracts/graph/manifest.py, `flat_graph`). */
export const GRAPH_SECTIONS = [
  "nodes",
  "sources",
  "exposures",
  "metrics",
  "groups",
  "semantic_models",
  "saved_queries",
] as const;

/** dbt's `graph` in a reduced form: without code, checksums and what else no name of a template is made of. Plain. */
export type RenderGraph = Readonly<
  Record<(typeof GRAPH_SECTIONS)[number], Readonly<Record<UniqueId, JsonObject>>>
>;

/** A larger graph is not sent to a thread: who asks for it is told that it is unknown. */
const MOST_NODES = 20_000;

const SECTION: Readonly<Partial<Record<Node["resourceType"], keyof RenderGraph>>> = {
  model: "nodes",
  seed: "nodes",
  snapshot: "nodes",
  test: "nodes",
  analysis: "nodes",
  operation: "nodes",
  source: "sources",
  exposure: "exposures",
  metric: "metrics",
  group: "groups",
  semantic_model: "semantic_models",
  saved_query: "saved_queries",
};

/** The graph of a project; null where it is too large. */
export function renderGraph({ nodes }: Project): RenderGraph | null {
  const all = Object.values(nodes);
  if (all.length > MOST_NODES) return null;
  const entriesOf = (section: keyof RenderGraph) =>
    Object.fromEntries(
      all.flatMap((node) =>
        SECTION[node.resourceType] === section ? [[node.uniqueId, graphNode(node)] as const] : [],
      ),
    );
  return {
    nodes: entriesOf("nodes"),
    sources: entriesOf("sources"),
    exposures: entriesOf("exposures"),
    metrics: entriesOf("metrics"),
    groups: entriesOf("groups"),
    semantic_models: entriesOf("semantic_models"),
    saved_queries: entriesOf("saved_queries"),
  };
}

function graphNode(node: Node): JsonObject {
  const table = renderNode(node);
  const { dependsOn, macros, group } = node;
  return {
    ...(table === null ? baseJson(node) : nodeJson(table)),
    ...ownJson(node),
    group,
    depends_on: { nodes: dependsOn, macros },
  };
}

function baseJson({ uniqueId, resourceType, name, packageName, path, ...node }: Node): JsonObject {
  const { fqn, description, tags, meta, config } = node;
  return {
    unique_id: uniqueId,
    resource_type: resourceType,
    name,
    package_name: packageName,
    path: path.slice(path.indexOf("/") + 1),
    original_file_path: path,
    fqn,
    description,
    tags,
    meta,
    config: { meta, tags, ...config },
  };
}

/** What only objects of some kind have. */
function ownJson(node: Node): JsonObject {
  const { resourceType } = node;
  if (resourceType === "exposure") {
    return { type: node.type, label: node.label, maturity: node.maturity, url: node.url };
  }
  if (resourceType === "metric") return { type: node.type, label: node.label, type_params: node.typeParams };
  if (resourceType === "model") return { access: node.access, language: node.language };
  return resourceType === "test" ? testJson(node) : {};
}

function testJson({ generic, columnName, attachedNode }: DataTest): JsonObject {
  const metadata =
    generic === null ? null : { name: generic.name, namespace: generic.namespace, kwargs: generic.arguments };
  return { test_metadata: metadata, column_name: columnName, attached_node: attachedNode };
}
