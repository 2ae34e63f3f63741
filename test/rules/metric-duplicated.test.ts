import { expect, test } from "vitest";
import { metricDuplicated } from "../../src/rules/metric-duplicated.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a new metric that computes what another one does fires", () => {
  expect(checkFixture(metricDuplicated, "fires")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.turnover" },
      facts: { metric: "turnover", others: ["revenue"] },
      evidence: [{ uniqueId: "metric.shop.turnover" }, { uniqueId: "metric.shop.revenue" }],
      affected: ["metric.shop.revenue"],
    },
  ]);
});

test("old duplicates, and new metrics with other filters and names, stay silent", () => {
  expect(checkFixture(metricDuplicated, "silent")).toEqual([]);
});

test("one name in two word orders with two filters fires", () => {
  expect(checkFixture(metricDuplicated, "filter")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.total_orders_paid" },
      variant: "filter",
      facts: { others: ["paid_orders"] },
    },
  ]);
});

test("two new metrics that are equal are told once", () => {
  expect(checkFixture(metricDuplicated, "both-new")).toHaveLength(1);
});
