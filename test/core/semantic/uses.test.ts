import { expect, test } from "vitest";
import { goneElements, usesOfGone } from "../../../src/core/semantic/elements.ts";
import { metricsOnMeasure, usesOfMetric } from "../../../src/core/semantic/uses.ts";
import { metricOf, orders, projectOf, semanticModelOf } from "../../support/semantic-layer.ts";

const ratio = (name: string, numerator: string, denominator: string) => ({
  name,
  type: "ratio",
  type_params: { numerator: { name: numerator }, denominator: { name: denominator } },
});
const simple = (name: string, measure: string, filter = "") => ({
  name,
  type: "simple",
  type_params: { measure: { name: measure } },
  ...(filter !== "" && { filter: { where_filters: [{ where_sql_template: filter }] } }),
});
const where = (text: string) => ({ where_filters: [{ where_sql_template: text }] });

test("metrics on a measure come nearest first, each once", () => {
  const project = projectOf({
    metrics: [
      ratio("share_of_share", "share", "share"),
      ratio("share", "net", "gross"),
      simple("net", "revenue"),
      simple("gross", "revenue"),
      simple("orders", "order_count"),
    ],
  });

  expect(metricsOnMeasure(project, "revenue").map((metric) => metric.name)).toEqual([
    "net",
    "gross",
    "share",
    "share_of_share",
  ]);
});

test("metrics in a circle are listed once", () => {
  const project = projectOf({
    metrics: [simple("net", "revenue"), ratio("a", "net", "b"), ratio("b", "a", "net")],
  });

  expect(metricsOnMeasure(project, "revenue").map((metric) => metric.name)).toEqual(["net", "a", "b"]);
});

test("a metric is named by metrics, saved queries and filters", () => {
  const project = projectOf({
    metrics: [
      simple("revenue", "revenue"),
      ratio("share", "revenue", "orders"),
      simple("orders", "order_count", "{{ Metric('revenue', ['customer']) }} > 10"),
    ],
    savedQueries: [{ name: "daily", query_params: { metrics: ["revenue"], order_by: ["revenue"] } }],
  });

  const uses = usesOfMetric(project, metricOf(project, "revenue"));

  expect(uses.map((use) => [use.user, use.where])).toEqual([
    ["metric.shop.share", "numerator"],
    ["saved_query.shop.daily", "metrics"],
    ["metric.shop.orders", "filter"],
  ]);
});

test("an old derived metric uses what dbt resolved for it", () => {
  const old = { model: "ref('orders')", calculation_method: "sum", expression: "amount" };
  const derived = {
    name: "share",
    calculation_method: "derived",
    expression: "{{ metric('revenue') }}",
    depends_on: { nodes: ["metric.shop.revenue"] },
  };
  const project = projectOf({ metrics: [{ name: "revenue", ...old }, derived] });

  expect(usesOfMetric(project, metricOf(project, "revenue")).map((use) => use.user)).toEqual([
    "metric.shop.share",
  ]);
});

const customers = (dimensions: readonly string[]) => ({
  name: "customers",
  model: "ref('customers')",
  entities: [{ name: "customer", type: "primary", expr: "customer_id" }],
  dimensions: dimensions.map((name) => ({ name, type: "categorical" })),
});

test("a removed dimension is found wherever an entity of its model leads to it", () => {
  const base = projectOf({ semanticModels: [orders(), customers(["country", "tier"])] });
  const head = projectOf({
    semanticModels: [orders(), customers(["tier"])],
    metrics: [simple("revenue", "revenue", "{{ Dimension('order__customer__country') }} = 'FR'")],
    savedQueries: [
      {
        name: "by_country",
        query_params: { metrics: ["revenue"], group_by: ["Dimension('customer__country')"] },
      },
      {
        name: "by_tier",
        query_params: {
          metrics: ["revenue"],
          group_by: ["customer__tier"],
          where: where("{{ Dimension('store__country') }} = 'FR'"),
        },
      },
    ],
  });
  const models = { base: semanticModelOf(base, "customers"), head: semanticModelOf(head, "customers") };

  const gone = goneElements(models.base, models.head);

  expect(gone).toEqual([{ kind: "dimension", name: "country" }]);
  expect(gone.flatMap((each) => usesOfGone(each, models, head)).map((use) => [use.user, use.where])).toEqual([
    ["metric.shop.revenue", "filter"],
    ["saved_query.shop.by_country", "group_by"],
  ]);
});

test("measures and metrics that aggregate over a removed time dimension use it", () => {
  const base = projectOf({});
  const own = { semantic_model: "orders", agg: "sum", agg_time_dimension: "ordered_at" };
  const head = projectOf({
    semanticModels: [
      orders({
        defaults: { agg_time_dimension: "paid_at" },
        dimensions: [{ name: "paid_at", type: "time" }],
        measures: [
          { name: "revenue", agg: "sum", agg_time_dimension: "ordered_at" },
          { name: "stock", agg: "sum", non_additive_dimension: { name: "ordered_at" } },
        ],
      }),
    ],
    metrics: [{ name: "sales", type: "simple", type_params: { metric_aggregation_params: own } }],
  });
  const models = { base: semanticModelOf(base, "orders"), head: semanticModelOf(head, "orders") };

  const uses = usesOfGone({ kind: "dimension", name: "ordered_at" }, models, head);

  expect(uses.map((use) => [use.user, use.where])).toEqual([
    ["semantic_model.shop.orders", "revenue.agg_time_dimension"],
    ["semantic_model.shop.orders", "stock.non_additive_dimension"],
    ["metric.shop.sales", "agg_time_dimension"],
  ]);
});
