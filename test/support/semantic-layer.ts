import type { JsonObject } from "../../src/core/json.ts";
import type { Project } from "../../src/core/manifest/project.ts";
import type { Metric, SavedQuery, SemanticModel } from "../../src/core/manifest/semantic.ts";
import { semanticNames } from "../../src/core/semantic/names.ts";
import { projectFrom } from "./manifest.ts";

/** A semantic model on orders with two measures and three dimensions, changed as told. */
export function orders(changes: JsonObject = {}): JsonObject {
  return {
    name: "orders",
    model: "ref('orders')",
    defaults: { agg_time_dimension: "ordered_at" },
    entities: [
      { name: "order", type: "primary", expr: "order_id" },
      { name: "customer", type: "foreign", expr: "customer_id" },
    ],
    dimensions: [
      { name: "ordered_at", type: "time", type_params: { time_granularity: "day" } },
      { name: "status", type: "categorical" },
      { name: "channel", type: "categorical" },
    ],
    measures: [
      { name: "revenue", agg: "sum", expr: "amount" },
      { name: "order_count", agg: "sum", expr: "1" },
    ],
    depends_on: { nodes: ["model.shop.orders"] },
    ...changes,
  };
}

/** A project with these semantic models, metrics and saved queries, as dbt writes them, keyed by their names. */
export function projectOf(parts: {
  readonly semanticModels?: readonly JsonObject[];
  readonly metrics?: readonly JsonObject[];
  readonly savedQueries?: readonly JsonObject[];
}): Project {
  const keyed = (type: string, nodes: readonly JsonObject[] = []) =>
    Object.fromEntries(
      nodes.map((node) => [`${type}.shop.${JSON.stringify(node["name"]).slice(1, -1)}`, withDefaults(node)]),
    );
  return projectFrom({
    semantic_models: keyed("semantic_model", parts.semanticModels ?? [orders()]),
    metrics: keyed("metric", parts.metrics),
    saved_queries: keyed("saved_query", parts.savedQueries),
  });
}

/** The metric of this name; throws when there is none. */
export function metricOf(project: Project, name: string): Metric {
  return existing(semanticNames(project).metric(name), name);
}

/** The semantic model of this name; throws when there is none. */
export function semanticModelOf(project: Project, name: string): SemanticModel {
  return existing(semanticNames(project).semanticModel(name), name);
}

/** The saved query of this name; throws when there is none. */
export function savedQueryOf(project: Project, name: string): SavedQuery {
  return existing(
    semanticNames(project).savedQueries.find((query) => query.name === name),
    name,
  );
}

function existing<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`The project has no ${name}.`);
  return found;
}

function withDefaults(node: JsonObject): JsonObject {
  return { package_name: "shop", original_file_path: "models/semantic.yml", ...node };
}
