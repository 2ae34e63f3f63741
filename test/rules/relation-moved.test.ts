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

test("a prefix that several models get is one finding", () => {
  expect(checkFixture(relationMoved, "alike")).toMatchObject([
    {
      variant: "alike",
      facts: { count: 2, names: ["customers", "orders"], before: "customers", after: "fct_customers" },
      key: "identifier:*>fct_*",
    },
  ]);
});

test("a changed macro that names relations is one finding about the macro", () => {
  const found = checkFixture(relationMoved, "macro");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "macro.shop.generate_alias_name" },
      variant: "macro",
      certainty: "structural",
      facts: { count: 5, before: "warehouse.marts.customers", after: "warehouse.marts.shop_customers" },
    },
  ]);
  expect(found[0]?.affected).toContain("exposure.shop.finance_dashboard");
});

test("an unchanged macro that names everything otherwise speaks of another environment", () => {
  expect(checkFixture(relationMoved, "environment")).toEqual([]);
});

test("a move says who queries the old name, and use may raise it", () => {
  const [found] = checkFixture(relationMoved, "queried");

  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.daily_revenue" },
    variant: "queried",
    facts: { use: "412 queries by 23 people in 90 days" },
  });
  expect(found?.pinned).toBeUndefined();
});
