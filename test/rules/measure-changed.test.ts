import { expect, test } from "vitest";
import { measureChanged } from "../../src/rules/measure-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a changed expression fires with every metric that is built on it", () => {
  expect(checkFixture(measureChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.orders" },
      key: "revenue",
      facts: { measure: "revenue", aspects: ["expr"], metrics: ["revenue", "average_order_value"] },
      evidence: [
        { kind: "measure", text: "revenue.expr", before: "amount", after: "amount - discount" },
        { kind: "metric", uniqueId: "metric.shop.revenue" },
        { kind: "metric", uniqueId: "metric.shop.average_order_value" },
      ],
      affected: [
        "metric.shop.revenue",
        "metric.shop.average_order_value",
        "exposure.shop.finance_dashboard",
        "saved_query.shop.revenue_by_day",
      ],
    },
  ]);
});

test("another order, words, written defaults and a new measure stay silent", () => {
  expect(checkFixture(measureChanged, "silent")).toEqual([]);
});

test("a measure without metrics stays silent", () => {
  expect(checkFixture(measureChanged, "unused")).toEqual([]);
});

test("a measure that changed on its way to another semantic model fires", () => {
  expect(checkFixture(measureChanged, "moved")).toMatchObject([
    { facts: { measure: "revenue", aspects: ["expr", "model"] }, affected: ["metric.shop.revenue"] },
  ]);
});
