import { expect, test } from "vitest";
import { contractColumnRemoved } from "../../src/rules/contract-column-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a column that is gone is an error, and a rename is said to be one", () => {
  const found = checkFixture(contractColumnRemoved, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      affected: ["model.shop.revenue"],
      cause: "column:model.shop.orders.amount",
    },
    {
      subject: { uniqueId: "model.shop.orders", column: "placed_at" },
      variant: "renamed",
      facts: { newName: "ordered_at" },
      cause: "column:model.shop.orders.placed_at",
    },
  ]);
  expect(found[0]?.variant).toBeUndefined();
});

test("a column that only changes its letter case is gone for dbt, under the new name", () => {
  expect(checkFixture(contractColumnRemoved, "letter-case")).toMatchObject([
    { subject: { column: "placed_at" }, variant: "renamed", facts: { newName: "Placed_At" } },
  ]);
});

test("added and reordered columns are silent", () => {
  expect(checkFixture(contractColumnRemoved, "silent")).toEqual([]);
});

test("a contract that an installed package breaks is broken too, as dbt says", () => {
  expect(checkFixture(contractColumnRemoved, "installed-package")).toMatchObject([
    { subject: { uniqueId: "model.billing.orders", column: "amount" } },
    { subject: { uniqueId: "model.billing.orders", column: "placed_at" } },
  ]);
});
