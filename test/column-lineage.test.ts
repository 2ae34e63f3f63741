import { expect, test } from "vitest";
import { columnLineage } from "../src/column-lineage.ts";
import type { Lineage } from "../src/core/lineage/lineage.ts";
import { directEngine } from "./support/direct-engine.ts";
import { sideOf } from "./support/manifest.ts";
import { compiledModel, revenueShop } from "./support/revenue-shop.ts";

const shop = sideOf(revenueShop());

async function downstream(node: string, column: string): Promise<Lineage> {
  const answer = await columnLineage(shop, { node, column, direction: "downstream" }, directEngine);
  if (answer.kind === "unknown") throw new Error(`unknown, known are ${answer.columns.join(", ")}`);
  return answer.lineage;
}

test("downstream of a column is only what uses it, with its columns", async () => {
  const { column, nodes } = await downstream("model.shop.stg_orders", "discount");

  expect(column).toBe("discount");
  expect(nodes[0]).toEqual({
    uniqueId: "model.shop.fct_orders",
    resourceType: "model",
    distance: 1,
    columns: ["net_revenue"],
  });
  const ids = nodes.map(({ uniqueId }) => uniqueId);
  expect(ids).not.toContain("model.shop.dim_customers");
  expect(ids).toContain("semantic_model.shop.orders");
  expect(ids).not.toContain("model.shop.stg_orders");
});

test("each step says how the one is made from the other, in OpenLineage's words", async () => {
  const { edges } = await downstream("model.shop.stg_orders", "discount");

  expect(edges).toContainEqual({
    from: { uniqueId: "model.shop.stg_orders", column: "discount" },
    to: { uniqueId: "model.shop.fct_orders", column: "net_revenue" },
    kind: "value",
    transformation: { type: "DIRECT", subtype: "TRANSFORMATION" },
    confidence: "high",
  });
});

test("a column that groups decides the rows of its reader", async () => {
  const { nodes, edges } = await downstream("model.shop.stg_orders", "customer_id");

  expect(nodes[0]).toMatchObject({ uniqueId: "model.shop.dim_customers", columns: ["customer_id"] });
  expect(edges).toContainEqual(
    expect.objectContaining({
      to: { uniqueId: "model.shop.dim_customers" },
      kind: "rows",
      transformation: { type: "INDIRECT", subtype: "GROUP_BY" },
    }),
  );
});

test("upstream goes from column to column up to the source", async () => {
  const question = { node: "model.shop.fct_orders", column: "net_revenue", direction: "upstream" } as const;

  const answer = await columnLineage(shop, question, directEngine);

  expect(answer).toMatchObject({
    kind: "found",
    lineage: {
      nodes: [
        { uniqueId: "model.shop.stg_orders", distance: 1, columns: ["amount", "discount"] },
        { uniqueId: "source.shop.raw.orders", distance: 2, columns: ["amount", "discount"] },
      ],
      untraced: [],
    },
  });
});

test("a column of a source that nobody lists is known by who reads it", async () => {
  const { nodes } = await downstream("source.shop.raw.orders", "discount");

  expect(nodes[0]).toMatchObject({ uniqueId: "model.shop.stg_orders", columns: ["discount"] });
});

test("a column that the SQL does not make is unknown, and those that it makes are told", async () => {
  const question = { node: "model.shop.fct_orders", column: "nett", direction: "upstream" } as const;

  expect(await columnLineage(shop, question, directEngine)).toEqual({
    kind: "unknown",
    columns: ["id", "ordered_at", "net_revenue", "gross_revenue"],
  });
});

test("a reader whose SQL nobody can read is told as not followed, and is no user", async () => {
  const python = { ...compiledModel("scores", "def model(dbt, session): ...", ["model.shop.stg_orders"]) };
  const side = sideOf(revenueShop(undefined, { "model.shop.scores": { ...python, language: "python" } }));
  const question = { node: "model.shop.stg_orders", column: "discount", direction: "downstream" } as const;

  const answer = await columnLineage(side, question, directEngine);

  expect(answer).toMatchObject({
    kind: "found",
    lineage: { untraced: [{ uniqueId: "model.shop.scores", why: "it is Python" }] },
  });
  const ids = answer.kind === "found" ? answer.lineage.nodes.map(({ uniqueId }) => uniqueId) : [];
  expect(ids).not.toContain("model.shop.scores");
});
