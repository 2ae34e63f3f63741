import type { Json } from "../../src/core/json.ts";
import type { ManifestSketch } from "./manifest.ts";

type Entry = Readonly<Record<string, Json>>;

/** A model with compiled SQL that reads others. */
export function compiledModel(name: string, sql: string, reads: readonly string[] = []): Entry {
  return {
    database: "db",
    schema: "prod",
    alias: name,
    language: "sql",
    original_file_path: `models/${name}.sql`,
    raw_code: sql,
    compiled_code: sql,
    depends_on: { nodes: [...reads] },
  };
}

export const STG_ORDERS =
  "select id, customer_id, amount, discount, ordered_at from db.raw.orders where not test";

/**
 * A shop as dbt compiles it: staging, a fact with a measure, metrics, a saved query and dashboards over it, and a dimension
 * that reads the staging model too. `staging`: the SQL of `stg_orders`; `nodes`: what is put beside or in place of a model.
 */
export function revenueShop(
  staging = STG_ORDERS,
  nodes: Readonly<Record<string, Entry>> = {},
): ManifestSketch {
  const model = (name: string, sql: string, reads: readonly string[]) => ({
    [`model.shop.${name}`]: compiledModel(name, sql, reads),
  });
  return {
    nodes: {
      ...model("stg_orders", staging, ["source.shop.raw.orders"]),
      ...model(
        "fct_orders",
        "with o as (select * from db.prod.stg_orders) select id, ordered_at, amount - discount as net_revenue, amount as gross_revenue from o",
        ["model.shop.stg_orders"],
      ),
      ...model(
        "dim_customers",
        "select customer_id, min(ordered_at) as first_order_at from db.prod.stg_orders group by customer_id",
        ["model.shop.stg_orders"],
      ),
      ...nodes,
    },
    sources: {
      "source.shop.raw.orders": {
        source_name: "raw",
        name: "orders",
        identifier: "orders",
        database: "db",
        schema: "raw",
      },
    },
    semantic_models: {
      "semantic_model.shop.orders": {
        model: "ref('fct_orders')",
        defaults: { agg_time_dimension: "ordered_at" },
        entities: [{ name: "order", type: "primary", expr: "id" }],
        dimensions: [{ name: "ordered_at", type: "time", type_params: { time_granularity: "day" } }],
        measures: [
          { name: "net_revenue", agg: "sum" },
          { name: "gross", agg: "sum", expr: "gross_revenue" },
          { name: "order_count", agg: "sum", expr: "1" },
        ],
        depends_on: { nodes: ["model.shop.fct_orders"] },
      },
    },
    metrics: {
      ...simpleMetric("net_revenue", "net_revenue"),
      ...simpleMetric("gross_revenue", "gross"),
      ...simpleMetric("orders", "order_count"),
      "metric.shop.aov": {
        type: "ratio",
        type_params: { numerator: { name: "net_revenue" }, denominator: { name: "orders" } },
        depends_on: { nodes: ["metric.shop.net_revenue", "metric.shop.orders"] },
      },
    },
    saved_queries: {
      "saved_query.shop.weekly": {
        query_params: { metrics: ["aov"], group_by: ["TimeDimension('metric_time', 'week')"], where: null },
        depends_on: { nodes: ["metric.shop.aov"] },
      },
    },
    exposures: {
      "exposure.shop.weekly_revenue": {
        label: "Weekly revenue",
        type: "dashboard",
        depends_on: { nodes: ["metric.shop.aov"] },
      },
      "exposure.shop.customer_list": {
        type: "dashboard",
        depends_on: { nodes: ["model.shop.dim_customers"] },
      },
    },
  };
}

function simpleMetric(name: string, measure: string): Readonly<Record<string, Entry>> {
  return {
    [`metric.shop.${name}`]: {
      type: "simple",
      type_params: { measure: { name: measure } },
      depends_on: { nodes: ["semantic_model.shop.orders"] },
    },
  };
}
