import type { Json } from "../../src/core/json.ts";
import { sideOf } from "./manifest.ts";
import { shop } from "./shop.ts";

const ORDERS = "model.shop.orders";

const element = (name: string, more: Readonly<Record<string, Json>> = {}) => ({ name, ...more });
const simple = (measure: string, filter?: string) => ({
  type: "simple",
  type_params: { measure: { name: measure } },
  depends_on: { nodes: ["semantic_model.shop.orders"] },
  ...(filter !== undefined && { filter }),
});

/** A semantic layer over the two models of the shop. */
export const measuredShop = sideOf({
  ...shop,
  semantic_models: {
    "semantic_model.shop.orders": {
      model: "ref('orders')",
      depends_on: { nodes: [ORDERS] },
      defaults: { agg_time_dimension: "at" },
      entities: [
        element("order", { type: "primary", expr: "id" }),
        element("customer", { type: "foreign", expr: "customer_id" }),
      ],
      dimensions: [
        element("at", { type: "time", expr: "id" }),
        element("status", { type: "categorical" }),
        element("is_cheap", { type: "categorical", expr: "amount < 10" }),
      ],
      measures: [
        element("total", { agg: "sum", expr: "amount" }),
        element("net", { agg: "sum", expr: "amount - discount" }),
        element("orders", { agg: "sum", expr: "1" }),
        element("typical", { agg: "percentile", expr: "amount", agg_params: { percentile: 0.5 } }),
        element("stock", { agg: "sum", expr: "amount", non_additive_dimension: { name: "at" } }),
        element("buyers", { agg: "count_distinct", expr: "customer_id" }),
        element("paid_total", { agg: "sum", expr: "case when status = 'paid' then amount else 0 end" }),
      ],
    },
    "semantic_model.shop.customers": {
      model: "ref('customers')",
      depends_on: { nodes: ["model.shop.customers"] },
      entities: [element("customer", { type: "primary", expr: "id" })],
      dimensions: [element("country", { type: "categorical" })],
      measures: [],
    },
  },
  metrics: {
    "metric.shop.total": simple("total"),
    "metric.shop.net": simple("net"),
    "metric.shop.order_count": simple("orders"),
    "metric.shop.buyers": simple("buyers"),
    "metric.shop.paid_total": simple("paid_total"),
    "metric.shop.paid": simple("total", "{{ Dimension('order__status') }} = 'paid'"),
    "metric.shop.cheap": simple("total", "{{ Dimension('order__is_cheap') }}"),
    "metric.shop.dutch": simple("total", "{{ Dimension('customer__country') }} = 'NL'"),
    "metric.shop.typical": simple("typical"),
    "metric.shop.stock": simple("stock"),
    "metric.shop.odd": simple("total", "{{ Metric('share', group_by=['order']) }} > 1"),
    "metric.shop.lost": simple("no_such_measure"),
    "metric.shop.recent": simple("total", "{{ TimeDimension('metric_time', 'day') }} > 3"),
    "metric.shop.share": {
      type: "ratio",
      type_params: { numerator: { name: "paid" }, denominator: { name: "total" } },
    },
  },
});
