import type { ManifestSketch } from "./manifest.ts";

/** Two models, of which a contract lists the columns. */
export const shop: ManifestSketch = {
  nodes: {
    "model.shop.orders": tableOf("orders", ["id", "customer_id", "amount", "discount", "status"]),
    "model.shop.customers": tableOf("customers", ["id", "country"]),
  },
};

function tableOf(name: string, columns: readonly string[]) {
  return {
    name,
    alias: name,
    database: "analytics",
    schema: "marts",
    config: { materialized: "table" },
    contract: { enforced: true },
    columns: Object.fromEntries(columns.map((column) => [column, { name: column }])),
  };
}
