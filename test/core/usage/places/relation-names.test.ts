import { expect, test } from "vitest";
import { relationNamesIn } from "../../../../src/core/usage/places/relation-names.ts";

test.each([
  [
    "select 1 from Analytics.Marts.Orders o join marts.customers c on o.id = c.id",
    [
      ["analytics", "marts", "orders"],
      ["marts", "customers"],
    ],
  ],
  ['select 1 from "Analytics" . "My Marts"."orders"', [["analytics", "my marts", "orders"]]],
  ["select 1 from `my-project.marts.orders`", [["my-project", "marts", "orders"]]],
  ["select 1 from my-project.marts.orders", [["my-project", "marts", "orders"]]],
  ["select 1 from [dbo].[orders]", [["dbo", "orders"]]],
  ["select from_date, joined from (select 1)", []],
])("the names behind FROM and JOIN of %s", (sql, names) => {
  expect([...relationNamesIn(sql)]).toEqual(names);
});

test("a long text of nothing but beginnings is read in time that grows with it", () => {
  expect([...relationNamesIn("from ".repeat(50_000))].length).toBeGreaterThan(0);
  expect([...relationNamesIn(`from ${'"'.repeat(100_000)}`)]).toEqual([]);
});
