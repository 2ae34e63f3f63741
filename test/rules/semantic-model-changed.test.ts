import { expect, test } from "vitest";
import { semanticModelChanged } from "../../src/rules/semantic-model-changed.ts";
import { checkFixture, fixtureContext } from "../support/rule-fixture.ts";

test("another join key fires with the metrics and saved queries on it", () => {
  expect(checkFixture(semanticModelChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.orders" },
      variant: "keys",
      evidence: [{ text: "customer.expr", before: "customer_id", after: "billing_customer_id" }],
      affected: ["metric.shop.revenue", "saved_query.shop.revenue_by_day"],
    },
  ]);
});

test("another order, new elements and other words stay silent", () => {
  expect(checkFixture(semanticModelChanged, "silent")).toEqual([]);
});

test("another model below it names both", () => {
  expect(checkFixture(semanticModelChanged, "another-model")).toMatchObject([
    { variant: "another-model", facts: { before: "ref('orders')", after: "ref('orders_archive')" } },
  ]);
});

test("a model that was only renamed is the same model", () => {
  expect(checkFixture(semanticModelChanged, "model-renamed")).toEqual([]);
});

test("another default time dimension names both", () => {
  expect(checkFixture(semanticModelChanged, "default-time")).toMatchObject([
    { variant: "time", facts: { before: "ordered_at", after: "paid_at" } },
  ]);
});

test("a removed dimension that nothing names any more is told as removed", () => {
  const context = fixtureContext("dimension-removed-in-use/silent");

  expect(semanticModelChanged.check(context)).toMatchObject([
    { variant: "removed", facts: { aspects: ["status"] } },
  ]);
});

test("a removed dimension that is still named is left to the rule for that", () => {
  expect(semanticModelChanged.check(fixtureContext("dimension-removed-in-use/fires"))).toEqual([]);
});
