import { expect, test } from "vitest";
import { diffSemanticModel } from "../../../src/core/diff/diff-semantic-model.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { orders, projectOf, semanticModelOf } from "../../support/semantic-layer.ts";

function diffOrders(head: JsonObject, base: JsonObject = {}) {
  const [before, after] = [base, head].map((changes) =>
    semanticModelOf(projectOf({ semanticModels: [orders(changes)] }), "orders"),
  );
  return before === undefined || after === undefined ? [] : diffSemanticModel(before, after);
}

test("elements in another order, with defaults written out, are no edits", () => {
  const head = {
    model: 'ref("orders")',
    primary_entity: null,
    dimensions: [
      { name: "status", type: "categorical", expr: "status", is_partition: false, type_params: null },
      { name: "channel", type: "categorical", config: { meta: {} } },
      {
        name: "ordered_at",
        type: "time",
        type_params: { time_granularity: "DAY", validity_params: null },
      },
    ],
    measures: [
      { name: "order_count", agg: "SUM", expr: "1", agg_time_dimension: "ordered_at" },
      { name: "revenue", agg: "sum", expr: "amount", create_metric: false, agg_params: { percentile: null } },
    ],
  };

  expect(diffOrders(head)).toEqual([]);
});

test("a primary entity is the same by its key and by its type", () => {
  const entities = [{ name: "order", type: "primary", expr: "order_id" }];

  expect(diffOrders({ entities, primary_entity: "order" }, { entities })).toEqual([]);
  expect(diffOrders({ entities, primary_entity: "shop_order" }, { entities })).toEqual([
    { part: "definition", aspect: "primary_entity", before: "order", after: "shop_order" },
  ]);
});

test("each element tells what of it changed, in its own part", () => {
  const head = {
    defaults: { agg_time_dimension: "paid_at" },
    entities: [
      { name: "order", type: "unique", expr: "order_id" },
      { name: "customer", type: "foreign", expr: "buyer_id" },
    ],
    dimensions: [
      { name: "ordered_at", type: "time", type_params: { time_granularity: "month" } },
      { name: "status", type: "categorical", expr: "lower(status)" },
      { name: "country", type: "categorical" },
    ],
    measures: [
      { name: "revenue", agg: "max", expr: "amount", non_additive_dimension: { name: "ordered_at" } },
      { name: "order_count", agg: "sum", expr: "1" },
    ],
  };

  const edits = diffOrders(head);

  expect(edits.map((edit) => `${edit.part}/${edit.aspect}`)).toEqual([
    "definition/primary_entity",
    "definition/defaults.agg_time_dimension",
    "entities/order.type",
    "entities/customer.expr",
    "dimensions/ordered_at.time_granularity",
    "dimensions/status.expr",
    "dimensions/channel",
    "dimensions/country",
    "measures/revenue.agg",
    "measures/revenue.non_additive_dimension",
  ]);
  expect(edits.find((edit) => edit.aspect === "channel")?.after).toBeNull();
  expect(edits.find((edit) => edit.aspect === "country")?.before).toBeNull();
});

test("descriptions, labels and configs of elements are told apart from what they compute", () => {
  const measures = [
    {
      name: "revenue",
      agg: "sum",
      expr: "amount",
      description: "Gross",
      label: "Revenue",
      config: { meta: { a: 1 } },
    },
    { name: "order_count", agg: "sum", expr: "1" },
  ];

  expect(diffOrders({ measures }).map((edit) => `${edit.part}/${edit.aspect}`)).toEqual([
    "descriptions/measures.revenue.description",
    "label/measures.revenue.label",
    "configs/measures.revenue.config",
  ]);
});

test("a measure that keeps its date under another default is no edit of the measure", () => {
  const base = { measures: [{ name: "revenue", agg: "sum" }] };
  const head = {
    measures: [{ name: "revenue", agg: "sum", agg_time_dimension: "ordered_at" }],
    defaults: { agg_time_dimension: "paid_at" },
  };

  expect(diffOrders(head, base)).toEqual([
    { part: "definition", aspect: "defaults.agg_time_dimension", before: "ordered_at", after: "paid_at" },
  ]);
});
