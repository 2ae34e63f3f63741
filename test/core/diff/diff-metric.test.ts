import { expect, test } from "vitest";
import { diffMetric } from "../../../src/core/diff/diff-metric.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { metricOf, orders, projectOf } from "../../support/semantic-layer.ts";

type Layer = Parameters<typeof projectOf>[0];

function diff(base: Layer, head: Layer, name = "revenue") {
  const projects = { base: projectOf(base), head: projectOf(head) };
  return diffMetric(metricOf(projects.base, name), metricOf(projects.head, name), projects);
}

function diffOne(base: JsonObject, head: JsonObject) {
  return diff({ metrics: [base] }, { metrics: [head] });
}

const paid = "{{ Dimension('order__status') }} = 'paid'";
const web = "{{ Dimension('order__channel') }} = 'web'";

function revenue(params: JsonObject = { measure: { name: "revenue" } }, more: JsonObject = {}): JsonObject {
  return { name: "revenue", type: "simple", type_params: params, ...more };
}

function ownRevenue(own: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const params = { semantic_model: "orders", agg: "sum", agg_time_dimension: "ordered_at", ...own };
  return revenue({ expr: "amount", metric_aggregation_params: params, ...more });
}

function where(...filters: readonly string[]): JsonObject {
  return { where_filters: filters.map((filter) => ({ where_sql_template: filter })) };
}

test("values that newer versions write by themselves are no edits", () => {
  const base = revenue({ measure: { name: "revenue", filter: { where_sql_template: paid } } });
  const head = revenue({
    measure: { name: "revenue", filter: where(paid), join_to_timespine: false, fill_nulls_with: null },
    input_measures: [{ name: "revenue" }],
    cumulative_type_params: { period_agg: "first" },
    metrics: [],
    is_private: false,
  });

  expect(diffOne(base, head)).toEqual([]);
});

test("a measure that changed is no edit of a metric that names it as before", () => {
  const head = orders({ measures: [{ name: "revenue", agg: "max", expr: "amount * 2" }] });

  expect(diff({ metrics: [revenue()] }, { metrics: [revenue()], semanticModels: [head] })).toEqual([]);
});

test("the move from a measure to the newer metric spec is no edit", () => {
  const head = { metrics: [ownRevenue()], semanticModels: [orders({ name: "fct_orders", measures: [] })] };

  expect(
    diff({ metrics: [revenue()] }, { ...head, metrics: [ownRevenue({ semantic_model: "fct_orders" })] }),
  ).toEqual([]);
});

test("a move to the newer spec that changes the aggregation tells only that", () => {
  const head = { metrics: [ownRevenue({ agg: "AVERAGE" })], semanticModels: [orders({ measures: [] })] };

  expect(diff({ metrics: [revenue()] }, head)).toEqual([
    { part: "definition", aspect: "agg", before: "sum", after: "average" },
  ]);
});

test("without an expression a measure and a metric aggregate the column of their own name", () => {
  const bare = orders({ measures: [{ name: "revenue", agg: "sum" }] });
  const own = revenue({ metric_aggregation_params: { semantic_model: "orders", agg: "sum" } });

  expect(diff({ metrics: [revenue()], semanticModels: [bare] }, { metrics: [own] })).toEqual([]);
});

test("the default time dimension is the same whether it is written or not", () => {
  const named = ownRevenue({ agg_time_dimension: null });

  expect(diffOne(ownRevenue(), named)).toEqual([]);
});

test("a moved default time dimension is the semantic model's edit, not the metric's", () => {
  const head = orders({ defaults: { agg_time_dimension: "paid_at" } });
  const metrics = [ownRevenue({ agg_time_dimension: "paid_at" })];

  expect(diff({ metrics: [ownRevenue()] }, { metrics, semanticModels: [head] })).toEqual([]);
  expect(diff({ metrics: [ownRevenue()] }, { metrics })).toEqual([
    { part: "definition", aspect: "agg_time_dimension", before: "ordered_at", after: "paid_at" },
  ]);
});

test("a swapped measure tells its name and what differs", () => {
  expect(diffOne(revenue(), revenue({ measure: "order_count" }))).toEqual([
    { part: "definition", aspect: "measure", before: "revenue", after: "order_count" },
    { part: "definition", aspect: "expr", before: "amount", after: "1" },
  ]);
});

test("a renamed measure with an equal definition is no edit", () => {
  const head = orders({ measures: [{ name: "gross", agg: "sum", expr: " amount " }] });

  expect(
    diff(
      { metrics: [revenue()] },
      { metrics: [revenue({ measure: { name: "gross" } })], semanticModels: [head] },
    ),
  ).toEqual([]);
});

test("a measure that cannot be found is told by its name", () => {
  expect(diffOne(revenue(), revenue({ measure: { name: "unknown" } }))).toEqual([
    { part: "definition", aspect: "measure", before: "revenue", after: "unknown" },
  ]);
});

test("order, white space, line ends and quotes of filters do not count", () => {
  const base = revenue(undefined, { filter: where(paid, web) });
  const head = revenue(undefined, {
    filter: where("{{Dimension(\"order__channel\")}}\r\n  =  'web'", `${paid}\n`),
  });

  expect(diffOne(base, head)).toEqual([]);
});

test("another text in quotes is another filter", () => {
  const edits = diffOne(
    revenue(undefined, { filter: where(paid) }),
    revenue(undefined, { filter: where("{{ Dimension('order__status') }} = 'paid '") }),
  );

  expect(edits.map((edit) => [edit.part, edit.aspect])).toEqual([["filter", "filter"]]);
});

test("a filter that moves between a metric and its measure filters the same rows", () => {
  const own = revenue(undefined, { filter: where(paid) });
  const inner = revenue({ measure: { name: "revenue", filter: where(paid) } });

  expect(diffOne(own, inner)).toEqual([]);
  expect(diffOne(inner, revenue())).toEqual([
    { part: "filter", aspect: "revenue.filter", before: paid, after: null },
  ]);
});

test("the filter of a measure follows into the newer spec", () => {
  const base = revenue({ measure: { name: "revenue", filter: where(paid) } });
  const head = { ...ownRevenue(), filter: where(paid) };

  expect(diffOne(base, head)).toEqual([]);
  expect(diffOne(base, ownRevenue())).toEqual([
    { part: "filter", aspect: "filter", before: paid, after: null },
  ]);
});

test("a cumulative metric on a measure equals one on the metric that took its place", () => {
  const base = { name: "total", type: "cumulative", type_params: { measure: "revenue", window: "7 days" } };
  const head = {
    name: "total",
    type: "cumulative",
    type_params: {
      cumulative_type_params: { window: { count: 7, granularity: "day" }, metric: { name: "revenue" } },
    },
  };
  const layer = { metrics: [ownRevenue(), head], semanticModels: [orders({ measures: [] })] };

  expect(diff({ metrics: [revenue(), base] }, layer, "total")).toEqual([]);
});

test.each([
  {
    aspect: "window",
    base: { window: "7 days" },
    head: { window: "1 month" },
    before: "7 day",
    after: "1 month",
  },
  {
    aspect: "grain_to_date",
    base: { grain_to_date: "MONTH" },
    head: { cumulative_type_params: { grain_to_date: "year" } },
    before: "month",
    after: "year",
  },
  {
    aspect: "period_agg",
    base: {},
    head: { cumulative_type_params: { period_agg: "last" } },
    before: null,
    after: "last",
  },
])("a cumulative metric tells a changed $aspect", ({ base, head, ...edit }) => {
  const cumulative = (more: JsonObject) => ({
    ...revenue({ measure: { name: "revenue" }, ...more }),
    type: "cumulative",
  });

  expect(diffOne(cumulative(base), cumulative(head))).toEqual([{ part: "definition", ...edit }]);
});

test("filling of nulls and the time spine stand with the measure or with the metric", () => {
  const base = revenue({ measure: { name: "revenue", fill_nulls_with: 0, join_to_timespine: true } });

  expect(diffOne(base, ownRevenue({}, { fill_nulls_with: 0, join_to_timespine: true }))).toEqual([]);
  expect(diffOne(base, revenue())).toEqual([
    { part: "definition", aspect: "fill_nulls_with", before: "0", after: null },
    { part: "definition", aspect: "join_to_timespine", before: "true", after: null },
  ]);
});

test("a swapped ratio tells both sides", () => {
  const ratio = (numerator: string, denominator: string) => ({
    ...revenue({ numerator: { name: numerator }, denominator: { name: denominator } }),
    type: "ratio",
  });

  expect(diffOne(ratio("paid", "orders"), ratio("orders", "paid"))).toEqual([
    { part: "definition", aspect: "numerator", before: "paid", after: "orders" },
    { part: "definition", aspect: "denominator", before: "orders", after: "paid" },
  ]);
});

test("filters of a ratio over one metric are told by their side", () => {
  const ratio = (filter: string) => ({
    ...revenue({ numerator: { name: "orders", filter: where(filter) }, denominator: { name: "orders" } }),
    type: "ratio",
  });

  expect(diffOne(ratio(paid), ratio(web))).toEqual([
    { part: "filter", aspect: "numerator.filter", before: paid, after: web },
  ]);
});

function growth(expr: string, ...metrics: readonly JsonObject[]): JsonObject {
  return { ...revenue({ expr, metrics }), type: "derived" };
}

test("inputs of a derived metric are a set, and an alias means nothing by itself", () => {
  const base = growth(
    "now - old",
    { name: "a", alias: "now" },
    { name: "a", alias: "old", offset_window: "1 month" },
  );
  const head = growth(
    "this_month\n  - last_month",
    { name: "a", alias: "last_month", offset_window: { count: 1, granularity: "month" } },
    { name: "a", alias: "this_month" },
  );

  expect(diffOne(base, head)).toEqual([]);
});

test("aliases that change places under the same expression are an edit", () => {
  const base = growth("x - y", { name: "sales", alias: "x" }, { name: "costs", alias: "y" });
  const head = growth("x - y", { name: "sales", alias: "y" }, { name: "costs", alias: "x" });

  expect(diffOne(base, head).map((edit) => [edit.aspect, edit.before, edit.after])).toEqual([
    ["metrics", "sales as x", "sales as y"],
    ["metrics", "costs as y", "costs as x"],
  ]);
});

test("another offset is another input, told with its words", () => {
  const base = growth("a", { name: "a", offset_window: "1 month" });
  const head = growth("a", { name: "a", offset_window: "1 year" });

  expect(diffOne(base, head)).toEqual([
    {
      part: "definition",
      aspect: "metrics",
      before: '[{"name":"a","offset_window":"1 month"}]',
      after: '[{"name":"a","offset_window":"1 year"}]',
    },
  ]);
});

test("a derived metric that follows the new name of its input is unchanged", () => {
  const base = { metrics: [growth("sales * 2", { name: "sales" }), { ...revenue(), name: "sales" }] };
  const head = {
    metrics: [growth("turnover * 2", { name: "turnover" }), { ...revenue(), name: "turnover" }],
  };

  expect(diff(base, head)).toEqual([]);
});

test("an input whose name and meaning changed is an edit", () => {
  const base = { metrics: [growth("sales * 2", { name: "sales" }), { ...revenue(), name: "sales" }] };
  const orderCount = { ...revenue({ measure: "order_count" }), name: "turnover" };
  const head = { metrics: [growth("turnover * 2", { name: "turnover" }), orderCount] };

  expect(diff(base, head).map((edit) => edit.aspect)).toEqual(["metrics", "expr"]);
});

test("metrics that are computed from each other do not hang the comparison", () => {
  const circle = (one: string, other: string) => [
    growth(one, { name: one }),
    { ...growth("revenue", { name: "revenue" }), name: one },
    { ...growth("revenue", { name: "revenue" }), name: other },
  ];

  const edits = diff({ metrics: circle("a", "b") }, { metrics: circle("b", "a") });

  expect(edits.length).toBeLessThan(3);
});

test("a conversion metric tells window, calculation and swapped measures", () => {
  const conversion = (more: JsonObject) => ({
    ...revenue({
      conversion_type_params: {
        base_measure: { name: "order_count" },
        conversion_measure: { name: "revenue" },
        entity: "customer",
        ...more,
      },
    }),
    type: "conversion",
  });

  expect(
    diffOne(
      conversion({ window: "7 days" }),
      conversion({ calculation: "conversion_rate", window: "7 day" }),
    ),
  ).toEqual([]);
  expect(
    diffOne(
      conversion({ window: "7 days" }),
      conversion({ window: "14 days", calculation: "conversions", base_measure: { name: "revenue" } }),
    ),
  ).toEqual([
    { part: "definition", aspect: "conversion.base", before: "order_count", after: "revenue" },
    { part: "definition", aspect: "conversion.calculation", before: null, after: "conversions" },
    { part: "definition", aspect: "conversion.window", before: "7 day", after: "14 day" },
  ]);
});

test("another type tells the type and what came and went", () => {
  const ratio = { ...revenue({ numerator: "a", denominator: "b" }), type: "ratio" };

  expect(diffOne(revenue(), ratio).map((edit) => edit.aspect)).toEqual([
    "type",
    "measure",
    "numerator",
    "denominator",
  ]);
});

function old(more: JsonObject): JsonObject {
  return {
    name: "revenue",
    model: "ref('orders')",
    timestamp: "ordered_at",
    time_grains: ["day", "week"],
    ...more,
  };
}

test("an old metric is the same in the words of dbt 1.0 and of dbt 1.5", () => {
  const base = old({ type: "sum", sql: "amount", dimensions: [], filters: [] });
  const head = old({
    calculation_method: "sum",
    expression: "amount",
    time_grains: ["week", "day"],
    window: null,
    model: 'ref("orders")',
  });

  expect(diffOne(base, head)).toEqual([]);
});

test("an old metric tells its own fields", () => {
  const filters = [{ field: "status", operator: "is", value: "'paid'" }];
  const base = old({ calculation_method: "sum", expression: "amount", window: { count: 14, period: "day" } });
  const head = old({ calculation_method: "average", expression: "amount", filters, timestamp: "paid_at" });

  expect(diffOne(base, head).map((edit) => [edit.part, edit.aspect, edit.after])).toEqual([
    ["definition", "type", "average"],
    ["definition", "timestamp", "paid_at"],
    ["definition", "window", null],
    ["filter", "filter", '{"field":"status","operator":"is","value":"\'paid\'"}'],
  ]);
});
