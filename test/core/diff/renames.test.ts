import { describe, expect, test } from "vitest";
import { isQuiet } from "../../../src/core/diff/change.ts";
import { diffProjects } from "../../../src/core/diff/diff-projects.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";

const CODE = "select order_id, amount, ordered_at from {{ source('raw', 'orders') }} where not deleted";

function kinds(base: ManifestSketch, head: ManifestSketch) {
  return diffProjects(artifactsOf(base, head)).map((change) =>
    change.kind === "renamed" ? `${change.from} -> ${change.uniqueId}` : `${change.kind} ${change.uniqueId}`,
  );
}

describe("renames", () => {
  test("a model with the same code under another name is one rename", () => {
    const base = { nodes: { "model.shop.stg_orders": { raw_code: CODE } } };
    const head = { nodes: { "model.shop.stg_sales": { raw_code: CODE } } };

    expect(kinds(base, head)).toEqual(["model.shop.stg_orders -> model.shop.stg_sales"]);
  });

  test("two equal candidates are not guessed between", () => {
    const base = { nodes: { "model.shop.stg_orders": { raw_code: CODE } } };
    const head = { nodes: { "model.shop.a": { raw_code: CODE }, "model.shop.b": { raw_code: CODE } } };

    expect(kinds(base, head)).toContain("removed model.shop.stg_orders");
  });

  test("a model that was renamed and lightly edited is still one rename", () => {
    const lines = (last: string) =>
      ["with a as (", "select x_id,", "amount,", "status", "from b", ")", last].join("\n");
    const base = { nodes: { "model.shop.old_name": { raw_code: lines("select * from a") } } };
    const head = { nodes: { "model.shop.new_name": { raw_code: lines("select x_id from a") } } };

    expect(kinds(base, head)).toEqual(["model.shop.old_name -> model.shop.new_name"]);
  });

  test("the reader of a renamed model, with its ref updated, has not changed in meaning", () => {
    const project = (name: string): ManifestSketch => ({
      nodes: {
        [`model.shop.${name}`]: { raw_code: CODE },
        "model.shop.orders": {
          raw_code: `select * from {{ ref("${name}") }}`,
          depends_on: { nodes: [`model.shop.${name}`] },
        },
      },
    });

    const changes = diffProjects(artifactsOf(project("stg_orders"), project("stg_sales")));

    expect(changes.filter((change) => !isQuiet(change)).map(({ uniqueId }) => uniqueId)).toEqual([
      "model.shop.stg_sales",
    ]);
  });

  test("a renamed project pairs its objects by path and name", () => {
    const project = (name: string): ManifestSketch => ({
      metadata: { project_name: name },
      nodes: { [`model.${name}.orders`]: { raw_code: "select 1", original_file_path: "models/orders.sql" } },
    });

    expect(kinds(project("shop"), project("store"))).toEqual(["model.shop.orders -> model.store.orders"]);
  });

  test("a test whose arguments changed is the same test under another id", () => {
    const accepted = (hash: string, values: readonly string[]): ManifestSketch => ({
      nodes: {
        [`test.shop.accepted_values_orders_status.${hash}`]: {
          attached_node: "model.shop.orders",
          column_name: "status",
          test_metadata: { name: "accepted_values", kwargs: { values: [...values], column_name: "status" } },
        },
      },
    });

    const changes = diffProjects(artifactsOf(accepted("aaaa", ["new"]), accepted("bbbb", ["new", "paid"])));

    expect(changes).toMatchObject([
      { kind: "renamed", edits: [{ part: "definition", aspect: "arguments.values", before: '["new"]' }] },
    ]);
  });

  test("a test removed from one column is not the test added to another", () => {
    const notNull = (column: string, hash: string): ManifestSketch => ({
      nodes: {
        [`test.shop.not_null_orders_${column}.${hash}`]: {
          attached_node: "model.shop.orders",
          column_name: column,
          test_metadata: { name: "not_null", kwargs: { column_name: column } },
        },
      },
    });

    expect(kinds(notNull("amount", "aaaa"), notNull("status", "bbbb"))).toEqual([
      "removed test.shop.not_null_orders_amount.aaaa",
      "added test.shop.not_null_orders_status.bbbb",
    ]);
  });

  test("tests follow their renamed model", () => {
    const project = (name: string): ManifestSketch => ({
      nodes: {
        [`model.shop.${name}`]: { raw_code: CODE },
        [`test.shop.unique_${name}_order_id.${name}`]: {
          attached_node: `model.shop.${name}`,
          column_name: "order_id",
          test_metadata: { name: "unique", kwargs: { column_name: "order_id" } },
        },
      },
    });

    expect(kinds(project("stg_orders"), project("stg_sales"))).toEqual([
      "model.shop.stg_orders -> model.shop.stg_sales",
      "test.shop.unique_stg_orders_order_id.stg_orders -> test.shop.unique_stg_sales_order_id.stg_sales",
    ]);
  });
});
