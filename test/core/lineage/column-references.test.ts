import { expect, test } from "vitest";
import type { Json } from "../../../src/core/json.ts";
import { columnReferences } from "../../../src/core/lineage/column-references.ts";
import { graphOf } from "../../../src/core/lineage/graph.ts";
import { sideOf, type ManifestSketch } from "../../support/manifest.ts";

const ON_ORDERS = { depends_on: { nodes: ["model.shop.orders"] } };

function found(sketch: ManifestSketch, column = "amount"): readonly string[] {
  const nodes = { "model.shop.orders": {}, ...sketch.nodes };
  const { project } = sideOf({ ...sketch, nodes });
  const orders = project.nodes["model.shop.orders"];
  if (orders?.resourceType !== "model") throw new Error("the sketch holds no model");
  return columnReferences({ project, graph: graphOf(project) }, orders, column).map(
    ({ kind, text }) => `${kind} ${text}`,
  );
}

function dataTest(kwargs: Record<string, Json>, attached = "model.shop.orders") {
  return {
    "test.shop.t": {
      ...ON_ORDERS,
      attached_node: attached,
      column_name: kwargs["column_name"] ?? null,
      test_metadata: { name: "custom", kwargs },
    },
  };
}

test.each([
  [{ column_name: "AMOUNT" }, ["test t"]],
  [{ combination_of_columns: ["order_id", "amount"] }, ["test t"]],
  [{ expression: "amount >= 0" }, ["test t"]],
  [{ column_name: "status", values: ["amount"] }, []],
  [{ column_name: "customer_id", to: "ref('customers')", field: "amount" }, []],
])("a test with the arguments %j: %j", (kwargs, expected) => {
  expect(found({ nodes: dataTest(kwargs) })).toEqual(expected);
});

test("a relationships test of another model names the column that it points to", () => {
  const kwargs = { column_name: "order_amount", to: "ref('orders')", field: "amount" };

  expect(found({ nodes: dataTest(kwargs, "model.shop.refunds") })).toEqual(["test t"]);
});

test("constraints of the model and foreign keys of others name their columns", () => {
  const nodes = {
    "model.shop.orders": {
      schema: "sales",
      constraints: [
        { type: "primary_key", columns: ["order_id"] },
        { type: "check", expression: "amount > 0" },
      ],
    },
    "model.shop.refunds": {
      columns: {
        order_amount: {
          constraints: [{ type: "foreign_key", to: '"shop"."sales"."orders"', to_columns: ["amount"] }],
        },
      },
    },
    "model.shop.imports": {
      constraints: [{ type: "foreign_key", to: '"shop"."staging"."orders"', to_columns: ["amount"] }],
    },
  };

  expect(found({ nodes })).toEqual(["constraint check", "constraint foreign_key"]);
});

test("rows of its own unit tests and of those that mock it name the column", () => {
  const sketch = {
    nodes: { "model.shop.revenue": ON_ORDERS },
    unit_tests: {
      "unit_test.shop.orders.adds_up": {
        ...ON_ORDERS,
        name: "adds_up",
        given: [{ input: "ref('stg_orders')", rows: [{ amount: 1 }], format: "dict" }],
        expect: { rows: [{ total: 1 }], format: "dict" },
      },
      "unit_test.shop.revenue.sums": {
        name: "sums",
        depends_on: { nodes: ["model.shop.revenue"] },
        given: [{ input: "ref('orders')", rows: "order_id,amount\n1,2", format: "csv" }],
        expect: { rows: [{ revenue: 1 }], format: "dict" },
      },
    },
  };

  expect(found(sketch)).toEqual(["unit_test sums"]);
  expect(found(sketch, "total")).toEqual(["unit_test adds_up"]);
});

test("elements of a semantic model name columns by expression, else by their own name", () => {
  const semantic_models = {
    "semantic_model.shop.orders": {
      ...ON_ORDERS,
      entities: [{ name: "amount", type: "foreign", expr: "customer_id" }],
      dimensions: [{ name: "amount", type: "categorical" }],
      measures: [{ name: "revenue", agg: "sum", expr: "amount * rate" }],
    },
  };

  expect(found({ semantic_models })).toEqual(["dimension amount", "measure revenue"]);
});

test("a simple metric that carries its own expression names columns", () => {
  const sketch = {
    semantic_models: { "semantic_model.shop.orders": ON_ORDERS },
    metrics: {
      "metric.shop.revenue": {
        type: "simple",
        type_params: {
          expr: "amount",
          metric_aggregation_params: { semantic_model: "orders", agg: "sum" },
        },
        depends_on: { nodes: ["semantic_model.shop.orders"] },
      },
    },
  };

  expect(found(sketch)).toEqual(["metric revenue"]);
});

test("a simple metric without an expression names the column of its own name", () => {
  const sketch = {
    semantic_models: { "semantic_model.shop.orders": ON_ORDERS },
    metrics: {
      "metric.shop.amount": {
        type: "simple",
        type_params: { metric_aggregation_params: { semantic_model: "orders", agg: "sum" } },
        depends_on: { nodes: ["semantic_model.shop.orders"] },
      },
    },
  };

  expect(found(sketch)).toEqual(["metric amount"]);
});

test("a metric of the old spec names columns of its model", () => {
  const metrics = {
    "metric.shop.revenue": {
      ...ON_ORDERS,
      model: "ref('orders')",
      calculation_method: "sum",
      expression: "amount",
      timestamp: "placed_at",
      dimensions: ["status"],
    },
  };

  expect(found({ metrics })).toEqual(["metric revenue"]);
  expect(found({ metrics }, "status")).toEqual(["metric revenue"]);
});

test("a time spine names its columns", () => {
  const nodes = { "model.shop.orders": { time_spine: { standard_granularity_column: "date_day" } } };

  expect(found({ nodes }, "date_day")).toEqual(["time_spine time_spine"]);
});

test.each([
  ["create index on {{ this }} (amount)", ["hook post-hook"]],
  ["{{ create_index(this, 'amount') }}", []],
  ["insert into audit select 'amount' from {{ this }}", []],
  ["delete from {{ ref('refunds') }} where amount > 0", []],
])("a hook of the model names it where it is about the model itself: %s", (hook, expected) => {
  const nodes = { "model.shop.orders": { config: { "post-hook": [{ sql: hook }] } } };

  expect(found({ nodes })).toEqual(expected);
});
