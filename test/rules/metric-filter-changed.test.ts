import { expect, test } from "vitest";
import { metricDefinitionChanged } from "../../src/rules/metric-definition-changed.ts";
import { metricFilterChanged } from "../../src/rules/metric-filter-changed.ts";
import { checkFixture, fixtureContext } from "../support/rule-fixture.ts";

test("a new filter fires with its text and what is computed from the metric", () => {
  expect(checkFixture(metricFilterChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.revenue" },
      variant: "added",
      evidence: [{ kind: "metric", text: "filter", after: "{{ Dimension('order__status') }} = 'paid'" }],
      affected: ["metric.shop.average_order_value"],
    },
  ]);
});

test("the same filters in another order and spelling stay silent", () => {
  expect(checkFixture(metricFilterChanged, "silent")).toEqual([]);
});

test("a filter of an input counts as one of the metric", () => {
  expect(checkFixture(metricFilterChanged, "input")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.average_order_value" },
      variant: "removed",
      evidence: [{ text: "revenue.filter" }],
    },
  ]);
});

test("a filter that came with another type is not told twice", () => {
  const changes = fixtureContext(`${metricDefinitionChanged.id}/type`);

  expect(metricDefinitionChanged.check(changes)).toHaveLength(1);
  expect(metricFilterChanged.check(changes)).toEqual([]);
});
