import { expect, test } from "vitest";
import { metricInputsChanged } from "../../src/rules/metric-inputs-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";

test("a column made in another way is followed to the metrics, each step named", async () => {
  expect(await checkSqlFixture(metricInputsChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders", column: "discount" },
      facts: {
        metrics: ["revenue", "aov"],
        way: "stg_orders.discount → fct_orders.net_revenue → orders.revenue → revenue",
      },
      evidence: [
        { uniqueId: "metric.shop.revenue", column: "discount" },
        {
          uniqueId: "metric.shop.aov",
          text: "stg_orders.discount → fct_orders.net_revenue → orders.revenue → revenue → aov",
        },
      ],
      affected: [
        "metric.shop.revenue",
        "metric.shop.aov",
        "exposure.shop.weekly_revenue",
        "saved_query.shop.weekly",
      ],
    },
  ]);
});

test("other rows reach every metric over them", async () => {
  expect(await checkSqlFixture(metricInputsChanged, "rows")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.stg_orders" },
      variant: "rows",
      facts: { metrics: ["revenue", "orders", "aov"] },
    },
  ]);
});

test("a metric whose own text changed is told by the rules on metrics", async () => {
  const [found] = await checkSqlFixture(metricInputsChanged, "own-text");

  expect(found?.facts["metrics"]).toEqual(["aov"]);
});

test("a column that no metric is computed from is silent", async () => {
  expect(await checkSqlFixture(metricInputsChanged, "silent")).toEqual([]);
});
