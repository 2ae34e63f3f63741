import { expect, test } from "vitest";
import { metricDefinitionChanged } from "../../src/rules/metric-definition-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a ratio that was turned over fires once with both edits", () => {
  expect(checkFixture(metricDefinitionChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "metric.shop.average_order_value" },
      facts: { aspects: ["numerator", "denominator"] },
      evidence: [
        { kind: "metric", text: "numerator", before: "revenue", after: "order_count" },
        { kind: "metric", text: "denominator", before: "order_count", after: "revenue" },
      ],
      affected: ["exposure.shop.board_report"],
    },
  ]);
});

test("the move from measures to the metric spec stays silent", () => {
  expect(checkFixture(metricDefinitionChanged, "silent")).toEqual([]);
});

test("a renamed measure with its metrics stays silent", () => {
  expect(checkFixture(metricDefinitionChanged, "measure-renamed")).toEqual([]);
});

test("another type is one finding, filters included", () => {
  const found = checkFixture(metricDefinitionChanged, "type");

  expect(found).toMatchObject([{ variant: "type", facts: { before: "simple", after: "ratio" } }]);
  expect(found[0]?.evidence.map((each) => each.text)).toEqual([
    "type",
    "measure",
    "numerator",
    "denominator",
    "filter",
  ]);
});
