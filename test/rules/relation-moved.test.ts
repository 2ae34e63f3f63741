import { expect, test } from "vitest";
import { relationMoved } from "../../src/rules/relation-moved.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("an alias moves the relation from under the exposures that read it", () => {
  const found = checkFixture(relationMoved, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.daily_revenue" },
      facts: { before: "daily_revenue", after: "revenue_by_day", relation: "warehouse.marts.daily_revenue" },
      evidence: [{ kind: "relation", text: "identifier" }],
      affected: ["exposure.shop.finance_dashboard"],
    },
  ]);
  expect(found[0]?.variant).toBeUndefined();
});

test("the names of another environment are not a move", () => {
  expect(checkFixture(relationMoved, "silent")).toEqual([]);
});

test("objects that move to the same schema together are one finding", () => {
  const found = checkFixture(relationMoved, "together");

  expect(found).toMatchObject([
    {
      variant: "many",
      facts: { count: 2, names: ["customers", "orders"], before: "marts", after: "finance" },
      affected: ["model.shop.orders"],
    },
  ]);
});

test("a snapshot that moves starts a new history", () => {
  expect(checkFixture(relationMoved, "snapshot")).toMatchObject([
    { subject: { uniqueId: "snapshot.shop.orders_history" }, variant: "snapshot" },
  ]);
});

test("a source that moves takes everything along that reads it", () => {
  expect(checkFixture(relationMoved, "source")).toMatchObject([
    {
      subject: { uniqueId: "source.shop.erp.orders" },
      variant: "source",
      affected: ["model.shop.orders", "model.shop.daily_revenue", "exposure.shop.finance_dashboard"],
    },
  ]);
});
