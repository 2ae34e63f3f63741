interface SmallManifest {
  readonly nodes: Readonly<Record<string, object>>;
  readonly [section: string]: object;
}

/** A small manifest in dbt's shape: a shop with a source, two models, a test, a metric and a dashboard. */
export function shopManifest(): SmallManifest {
  return {
    metadata: {
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      dbt_version: "1.10.6",
      adapter_type: "postgres",
      project_name: "shop",
      generated_at: "2026-01-05T06:00:00Z",
    },
    nodes: {
      "model.shop.stg_orders": model("stg_orders", ["source.shop.raw.orders"]),
      "model.shop.orders": model("orders", ["model.shop.stg_orders"]),
      "test.shop.unique_orders_id.ab12cd34ef": {
        ...model("unique_orders_id", ["model.shop.orders"]),
        unique_id: "test.shop.unique_orders_id.ab12cd34ef",
        resource_type: "test",
        test_metadata: { name: "unique", kwargs: { column_name: "id" } },
        column_name: "id",
        attached_node: "model.shop.orders",
      },
    },
    sources: {
      "source.shop.raw.orders": {
        unique_id: "source.shop.raw.orders",
        resource_type: "source",
        name: "orders",
        source_name: "raw",
        package_name: "shop",
        original_file_path: "models/sources.yml",
        fqn: ["shop", "raw", "orders"],
        schema: "raw",
        identifier: "orders",
      },
    },
    exposures: {
      "exposure.shop.sales_board": {
        unique_id: "exposure.shop.sales_board",
        resource_type: "exposure",
        name: "sales_board",
        type: "dashboard",
        maturity: "high",
        package_name: "shop",
        original_file_path: "models/exposures.yml",
        fqn: ["shop", "sales_board"],
        depends_on: { nodes: ["model.shop.orders"], macros: [] },
        owner: { name: "finance-team" },
      },
    },
    metrics: {},
    macros: {},
  };
}

function model(name: string, nodes: readonly string[]): Record<string, unknown> {
  return {
    unique_id: `model.shop.${name}`,
    resource_type: "model",
    name,
    alias: name,
    schema: "analytics",
    package_name: "shop",
    original_file_path: `models/${name}.sql`,
    fqn: ["shop", name],
    raw_code: "select id from orders",
    language: "sql",
    config: { materialized: "table" },
    columns: { id: { name: "id" } },
    depends_on: { nodes, macros: [] },
  };
}
