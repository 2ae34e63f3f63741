import { expect, test } from "vitest";
import { metricUndocumented } from "../../src/rules/metric-undocumented.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a new metric without description and label fires with both keys", () => {
  expect(checkFixture(metricUndocumented, "fires")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.order_count" },
      facts: { missing: "description and no label", keys: ["description:", "label:"] },
      evidence: [{ kind: "metric", text: "description, label" }],
    },
  ]);
});

test("a documented new metric beside an old bare one stays silent", () => {
  expect(checkFixture(metricUndocumented, "silent")).toEqual([]);
});

test("a metric that dbt makes of a measure stays silent", () => {
  expect(checkFixture(metricUndocumented, "create-metric")).toEqual([]);
});

test("a missing label is silent where no metric has one", () => {
  expect(checkFixture(metricUndocumented, "no-labels")).toEqual([]);
});

test("many new metrics on one semantic model are one finding", () => {
  expect(checkFixture(metricUndocumented, "together")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.orders" },
      variant: "together",
      facts: { count: 4, keys: ["description:"] },
    },
  ]);
});
