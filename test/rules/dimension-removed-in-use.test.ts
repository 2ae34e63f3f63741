import { expect, test } from "vitest";
import { dimensionRemovedInUse } from "../../src/rules/dimension-removed-in-use.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a removed dimension fires with every filter and group-by that names it", () => {
  expect(checkFixture(dimensionRemovedInUse, "fires")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.orders" },
      key: "dimension status",
      facts: { kind: "dimension", element: "status", users: ["paid_revenue", "revenue_by_status"] },
      evidence: [
        { kind: "dimension", before: "status" },
        { kind: "metric", text: "filter: order__status" },
        { kind: "saved_query", text: "group_by: order__status" },
      ],
      affected: ["metric.shop.paid_revenue", "saved_query.shop.revenue_by_status"],
    },
  ]);
});

test("a dimension that was removed everywhere stays silent", () => {
  expect(checkFixture(dimensionRemovedInUse, "silent")).toEqual([]);
});

test("a renamed dimension names its new name", () => {
  expect(checkFixture(dimensionRemovedInUse, "renamed")).toMatchObject([
    { variant: "renamed", facts: { element: "status", successor: "order_status" } },
  ]);
});

test("a dimension of the same name behind the same entity elsewhere keeps it silent", () => {
  expect(checkFixture(dimensionRemovedInUse, "found-elsewhere")).toEqual([]);
});

test("an entity that a group-by still names fires", () => {
  expect(checkFixture(dimensionRemovedInUse, "entity")).toMatchObject([
    { key: "entity customer", affected: ["saved_query.shop.revenue_by_customer"] },
  ]);
});

test("a time dimension that the semantic model itself defaults to fires", () => {
  expect(checkFixture(dimensionRemovedInUse, "time-dimension")).toMatchObject([
    {
      facts: { element: "ordered_at" },
      evidence: [{}, { kind: "semantic_model", text: "defaults.agg_time_dimension: ordered_at" }],
      affected: ["metric.shop.revenue"],
    },
  ]);
});

test("a whole semantic model that is gone is one finding with the elements that are still named", () => {
  expect(checkFixture(dimensionRemovedInUse, "model-removed")).toMatchObject([
    {
      subject: { uniqueId: "semantic_model.shop.customers" },
      variant: "model",
      facts: { elements: ["country"], users: ["revenue_by_country"] },
      affected: ["saved_query.shop.revenue_by_country"],
    },
  ]);
});
