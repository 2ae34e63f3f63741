import { expect, test } from "vitest";
import { columnRemovedInUse } from "../../src/rules/column-removed-in-use.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";

test("a column that nothing names, of a model that an exposure reads, may be on its screen", async () => {
  expect(await checkSqlFixture(columnRemovedInUse, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders", column: "discount" },
      facts: { model: "stg_orders", column: "discount", users: ["orders_board"] },
      affected: ["exposure.shop.orders_board"],
      cause: "column:model.shop.stg_orders.discount",
    },
  ]);
});

test("an exposure that a star passes the columns on to is found, and one finding tells of all of them", async () => {
  expect(await checkSqlFixture(columnRemovedInUse, "through-star")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders" },
      variant: "several",
      facts: { columns: ["amount", "discount"], users: ["wide_board"] },
    },
  ]);
});

test("an exposure on a model that does not use the column is not meant", async () => {
  expect(await checkSqlFixture(columnRemovedInUse, "silent")).toEqual([]);
});

test("a column that queries name is a finding without any exposure, and lists the queries that will fail", async () => {
  expect(await checkSqlFixture(columnRemovedInUse, "queried")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders", column: "discount" },
      variant: "queried",
      facts: { use: "412 queries by 23 people in 90 days" },
      evidence: [
        { kind: "column" },
        { kind: "query", column: "discount", text: expect.stringContaining("select id, discount from") },
      ],
    },
  ]);
});

test("a log that shows other columns only is silent", async () => {
  expect(await checkSqlFixture(columnRemovedInUse, "unqueried")).toEqual([]);
});
