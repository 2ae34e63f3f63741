import { expect, test } from "vitest";
import { metricRemoved } from "../../src/rules/metric-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a removed metric that others still name fires as an error with every use", () => {
  const found = checkFixture(metricRemoved, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.revenue" },
      variant: "named",
      facts: { metric: "revenue", users: ["average_order_value", "revenue_by_day"] },
      evidence: [
        { kind: "metric", before: "revenue" },
        { kind: "metric", uniqueId: "metric.shop.average_order_value", text: "numerator: revenue" },
        { kind: "saved_query", uniqueId: "saved_query.shop.revenue_by_day", text: "metrics: revenue" },
      ],
      affected: ["metric.shop.average_order_value", "saved_query.shop.revenue_by_day"],
    },
  ]);
  expect(found[0]?.severity).toBeUndefined();
});

test("a metric that only moved to another file stays silent", () => {
  expect(checkFixture(metricRemoved, "silent")).toEqual([]);
});

test("a removed metric that nothing in head names is a warning", () => {
  expect(checkFixture(metricRemoved, "unnamed")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.average_order_value" },
      severity: "warning",
      facts: { how: "removed" },
    },
  ]);
});

test("a metric that was switched off is worded as disabled", () => {
  expect(checkFixture(metricRemoved, "disabled")).toMatchObject([
    { subject: { uniqueId: "metric.shop.revenue" }, facts: { how: "disabled" }, severity: "warning" },
  ]);
});

test("a renamed metric names its new name and is a warning once its users follow", () => {
  expect(checkFixture(metricRemoved, "renamed")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.net_revenue" },
      variant: "renamed",
      severity: "warning",
      facts: { metric: "revenue", successor: "net_revenue" },
      cause: "node:metric.shop.revenue",
    },
  ]);
});

test("a renamed metric whose old name is still used is an error", () => {
  const found = checkFixture(metricRemoved, "renamed-named");

  expect(found).toMatchObject([{ variant: "renamed-named", affected: ["saved_query.shop.revenue_by_day"] }]);
  expect(found[0]?.severity).toBeUndefined();
});

test("metrics that went with their semantic model are one finding", () => {
  expect(checkFixture(metricRemoved, "with-model")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.orders" },
      variant: "together",
      severity: "warning",
      facts: { count: 3, root: "orders" },
      affected: ["metric.shop.average_order_value", "metric.shop.order_count", "metric.shop.revenue"],
    },
  ]);
});
