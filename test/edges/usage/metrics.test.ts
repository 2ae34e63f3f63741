import { describe, expect, test } from "vitest";
import { handmadeMetrics, metricWords } from "../../../src/core/usage/metric-use.ts";
import { projectUse } from "../../../src/core/usage/project-use.ts";
import { measuredShop as side } from "../../support/measured-shop.ts";
import { metricOf } from "../../support/semantic-layer.ts";
import { build, fileWith, ndjson } from "../../support/usage-build.ts";

const ORDERS = "model.shop.orders";

describe("what is said of a metric", () => {
  const people = (query: string, ...users: readonly string[]) => users.map((user) => ({ query, user }));

  test("by hand, through the semantic layer and without its filter, each with its people", async () => {
    const asked =
      "SELECT SUM(total) FROM (SELECT status AS s, amount AS total FROM marts.orders orders_src_28000) subq_1 WHERE s = 'paid'";
    const file = fileWith(
      "said.ndjson",
      ndjson([
        ...people("select sum(amount) from marts.orders where status = 'paid'", "ann", "ben", "ann"),
        ...people("select sum(amount) from marts.orders", "cy"),
        ...people(asked, "svc_semantic_layer"),
      ]),
    );
    const { log } = await build([file], { side, window: { from: "2026-03-01", to: "2026-06-01" } });
    const use = projectUse(log, side.project, new Map());

    expect(metricWords(metricOf(side.project, "paid"), use, side.project)).toEqual([
      "computed in 4 queries by 3 people in 92 days, last on 2026-05-01",
      "asked of the semantic layer in 1 query",
      "computed by hand as `sum(amount)` with its filter in 3 queries by 2 people",
      "`sum(amount)` without its filter in 1 query by 1 person",
    ]);
    expect(handmadeMetrics(ORDERS, use, side.project)).toContain(
      "`total`: computed by hand as `sum(amount)` in 4 queries by 3 people",
    );
    expect(log.queries.filter(({ metrics }) => metrics.length > 0)).toHaveLength(3);
  });

  test("no query that computes it is never called no use, and what cannot be told says why", async () => {
    const file = fileWith("none.ndjson", ndjson([{ query: "select id from marts.orders" }]));
    const { log } = await build([file], { side, window: { from: "2026-01-01", to: "2026-06-01" } });
    const use = projectUse(log, side.project, new Map());
    const words = (name: string) => metricWords(metricOf(side.project, name), use, side.project);

    expect(use.isUnused("metric.shop.total")).toBe(false);
    expect(use.isUnused("model.shop.customers")).toBe(true);
    expect(use.rank("metric.shop.total")).toBeNull();
    expect(words("total")).toEqual([
      "the log shows no query that computes `sum(amount)` over `orders`, which does not mean that nobody uses it",
    ]);
    expect(words("share")).toEqual([
      "who computes it is not known: it is a ratio metric, and queries are compared with simple ones alone; it is computed from `paid`, `total`",
    ]);
  });

  test("counts without texts say nothing of metrics; the engine's columns and a text do", async () => {
    const counts = fileWith(
      "counts.csv",
      "relation,column,day,query_count\nanalytics.marts.orders,,2026-05-01,7\nanalytics.marts.orders,amount,2026-05-01,7\n",
    );
    const engine = fileWith(
      "engine.ndjson",
      ndjson([
        {
          query: "select sum(amount) from marts.orders",
          read_objects: [{ name: "analytics.marts.orders", columns: ["amount"] }],
        },
      ]),
    );
    const [blind, seeing] = [await build([counts], { side }), await build([engine], { side })];
    const use = projectUse(blind.log, side.project, new Map());

    expect(blind.log.header).toMatchObject({ parsedShare: 1, computedShare: 0 });
    expect(metricWords(metricOf(side.project, "total"), use, side.project)).toEqual([
      "who computes it is not known: the log has counts, not the texts of queries",
    ]);
    expect(seeing.log.header.computedShare).toBe(1);
    expect(seeing.log.uses).toContainEqual(
      expect.objectContaining({ uniqueId: "metric.shop.total", column: null }),
    );
  });

  test("what a view outside the project computes is not known; beside it, what the query itself computes is", async () => {
    const made = "create view reporting.days as select id, amount from marts.orders";
    const queries = [
      made,
      "select sum(amount) from reporting.days",
      "select sum(o.amount) from marts.orders o join reporting.days d on d.id = o.id",
    ];
    const { log } = await build([fileWith("views.ndjson", ndjson(queries.map((query) => ({ query }))))], {
      side,
    });
    const use = projectUse(log, side.project, new Map());

    expect(use.of("metric.shop.total")?.queries).toBe(1);
    expect(log.header).toMatchObject({ parsedShare: 1, queries: 3 });
    expect(log.header.computedShare).toBeCloseTo(1 / 3);
  });
});
