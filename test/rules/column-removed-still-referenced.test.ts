import { expect, test } from "vitest";
import { columnRemovedStillReferenced } from "../../src/rules/column-removed-still-referenced.ts";
import { sqlContextOf } from "../support/context.ts";
import { artifactsOf } from "../support/manifest.ts";
import { compiledModel } from "../support/revenue-shop.ts";
import { checkFixture, checkSqlFixture } from "../support/rule-fixture.ts";

test("one finding holds every test, constraint, unit test and measure that still names the column", () => {
  const found = checkFixture(columnRemovedStillReferenced, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      variant: "renamed",
      facts: { newName: "total", places: "4 places" },
      affected: [
        "test.shop.not_null_orders_amount",
        "model.shop.refunds",
        "unit_test.shop.orders.sums",
        "semantic_model.shop.orders",
        "metric.shop.revenue",
      ],
      cause: "column:model.shop.orders.amount",
    },
  ]);
  expect(found[0]?.severity ?? columnRemovedStillReferenced.severity).toBe("error");
});

test("catalogs of both sides prove that a column is gone, in whatever letter case they write it", () => {
  const found = checkFixture(columnRemovedStillReferenced, "catalogs");

  expect(found).toMatchObject([
    {
      subject: { column: "NOTE" },
      affected: ["test.shop.not_null_orders_note"],
      facts: { places: "1 test" },
    },
  ]);
  expect(found[0]?.certainty).toBeUndefined();
});

test("declared columns alone prove nothing, so that is a warning", () => {
  expect(checkFixture(columnRemovedStillReferenced, "declared-only")).toMatchObject([
    { subject: { column: "note" }, severity: "warning", certainty: "structural" },
  ]);
});

test("a column whose every mention moved with it is silent", () => {
  expect(checkFixture(columnRemovedStillReferenced, "silent")).toEqual([]);
});

test("SQL that spells the column out cannot be built, what merely reads the model can", async () => {
  const found = await checkSqlFixture(columnRemovedStillReferenced, "by-sql");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders", column: "discount" },
      facts: { users: ["fct_orders"], places: "1 model" },
      affected: ["model.shop.fct_orders"],
    },
  ]);
  expect(found[0]?.certainty).toBeUndefined();
});

test("a name that a star passed on first is a warning", async () => {
  expect(await checkSqlFixture(columnRemovedStillReferenced, "through-star")).toMatchObject([
    { facts: { users: ["discounts"] }, severity: "warning", certainty: "structural" },
  ]);
});

test("SQL that no longer names the column is silent", async () => {
  expect(await checkSqlFixture(columnRemovedStillReferenced, "by-sql-silent")).toEqual([]);
});

test("a hook of the model that names the column is a warning: its words are searched, not parsed", async () => {
  const shop = (sql: string) => ({
    nodes: {
      "model.shop.orders": {
        ...compiledModel("orders", sql),
        config: { "post-hook": [{ sql: "create index on {{ this }} (amount)" }] },
      },
    },
  });
  const context = await sqlContextOf(
    artifactsOf(shop("select 1 as id, 2 as amount"), shop("select 1 as id")),
  );

  expect(columnRemovedStillReferenced.check(context)).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      severity: "warning",
      facts: { users: ["post-hook"], places: "1 hook" },
      evidence: [{ kind: "column" }, { kind: "hook", uniqueId: "model.shop.orders" }],
    },
  ]);
});
