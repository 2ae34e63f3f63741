import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../../src/core/config.ts";
import { projectUse } from "../../../src/core/usage/project-use.ts";
import { usageFidelity } from "../../../src/core/usage/usage-fidelity.ts";
import { modelsIn, names } from "../../support/log-names.ts";
import { sideOf } from "../../support/manifest.ts";
import { shop } from "../../support/shop.ts";
import { build, countsIn, fileWith, ndjson } from "../../support/usage-build.ts";

const FACTS = names("fct", 6);
const inCi = sideOf({ nodes: modelsIn("ci.dbt_pr_12_marts", FACTS, "marts") });
const window = { from: "2026-02-01", to: "2026-06-01" };

/** What people ask of production. */
const asked = FACTS.slice(0, 5).map((name) => ({
  query: `select amount from analytics.marts.${name}`,
  user: "ann",
}));

describe("a manifest of CI against the log of production", () => {
  test("finds the use of its models, says how, and calls nothing unused", async () => {
    const { log } = await build([fileWith("prod.ndjson", ndjson(asked))], { side: inCi, window });

    const use = projectUse(log, inCi.project, new Map());
    expect(use.of("model.shop.fct_1", "amount")?.queries).toBe(1);
    expect([use.isUnused("model.shop.fct_6"), use.rank("model.shop.fct_6")]).toEqual([false, null]);
    expect(usageFidelity(log, inCi.project)).toContainEqual({
      input: "names in the query log",
      state: "partial",
      effect:
        "Names of the log were read as those of another environment: ci.dbt_pr_12_marts -> analytics.marts (5 relations). What is not found may still be used.",
      fix: "Build the snapshot with production's manifest, or state in `usage.environments` which schema stands for which.",
    });
  });

  test("calls unused what the log lacks where the configuration states the environment", async () => {
    const environments = [{ manifest: "ci.dbt_pr_*_{custom}", log: "analytics.{custom}" }];
    const config = { usage: { ...defaultConfig.usage, environments } };

    const { log } = await build([fileWith("stated.ndjson", ndjson(asked))], { side: inCi, window, config });

    const use = projectUse(log, inCi.project, new Map());
    expect([use.isUnused("model.shop.fct_6"), use.isUnused("model.shop.fct_1")]).toEqual([true, false]);
    expect(usageFidelity(log, inCi.project)).toMatchObject([{ state: "used" }, { state: "used" }]);
  });

  test("finds nothing where too few names agree, and says that they are there", async () => {
    const { log } = await build([fileWith("few.ndjson", ndjson(asked.slice(0, 2)))], { side: inCi, window });

    expect(log.uses).toEqual([]);
    expect(projectUse(log, inCi.project, new Map()).isUnused("model.shop.fct_1")).toBe(false);
    expect(usageFidelity(log, inCi.project)[1]?.effect).toBe(
      "The log names no relations where the manifest has them. 2 of the same name stand where nobody can tell whether they are meant. What is not found may still be used.",
    );
  });

  test("takes counts by table and what the engine says it read by the same names", async () => {
    const rows = FACTS.slice(0, 4).map((name) => `analytics.marts.${name},7`);
    const counts = fileWith("prod-counts.csv", `relation,query_count\n${rows.join("\n")}\n`);
    const engine = FACTS.slice(0, 3).map((name) => ({
      query_text: "select 1",
      read_objects: [{ name: `ANALYTICS.MARTS.${name.toUpperCase()}`, columns: ["AMOUNT"] }],
    }));

    expect(countsIn((await build([counts], { side: inCi })).log)).toMatchObject({ fct_1: 7, fct_4: 7 });
    expect(
      countsIn((await build([fileWith("prod-engine.ndjson", ndjson(engine))], { side: inCi })).log),
    ).toMatchObject({ "fct_1.amount": 1 });
  });

  test("statements that only the SQL engine reads are read by the same names", async () => {
    const hard = "with x (a) as (select amount from analytics.marts.fct_1) select a from x";

    const { log } = await build([fileWith("prod-hard.ndjson", ndjson([...asked, { query: hard }]))], {
      side: inCi,
    });

    expect(countsIn(log)).toMatchObject({ fct_1: 2, "fct_1.amount": 2 });
  });
});

describe("views", () => {
  const made =
    "create or replace view reporting.weekly as select status, sum(amount) as total from marts.orders group by 1";

  test("of the project count for themselves, and not for what they read", async () => {
    const view = { ...shop.nodes?.["model.shop.customers"], config: { materialized: "view" } };
    const side = sideOf({ nodes: { ...shop.nodes, "model.shop.customers": view } });

    const { log } = await build(
      [fileWith("own-view.ndjson", ndjson([{ query: "select country from marts.customers" }]))],
      { side },
    );

    expect(countsIn(log)).toEqual({ customers: 1, "customers.country": 1 });
  });

  test("outside the project count for what their definition reads, though the log calls it a command", async () => {
    const entries = [
      { query: made, query_type: "CREATE_VIEW" },
      { query: "select total from reporting.weekly", user: "ann" },
      { query: 'select * from "ANALYTICS"."REPORTING"."WEEKLY" where status = 1', user: "ben" },
    ];

    const { log, leftOut } = await build([fileWith("view.ndjson", ndjson(entries))]);

    expect(leftOut).toEqual({});
    expect(countsIn(log)).toEqual({ orders: 3, "orders.amount": 3, "orders.status": 3 });
    expect(log.queries.map(({ text }) => text)).toContain("select total from reporting.weekly");
  });

  test("outside the project count where the engine knows the view alone, or only the tables behind it", async () => {
    const entries = [
      { query: made },
      { query: null, read_objects: [{ name: "reporting.weekly", columns: ["total"] }] },
      { query: "select x from elsewhere.other", referenced_tables: ["analytics.marts.customers"] },
    ];

    const { log } = await build([
      fileWith("by-view.ndjson", ndjson(entries.slice(0, 2))),
      fileWith("behind-view.ndjson", ndjson(entries.slice(2))),
    ]);

    expect(countsIn(log)).toEqual({ orders: 2, "orders.amount": 2, "orders.status": 2, customers: 1 });
  });

  test("outside the project are found in statements that only the SQL engine reads", async () => {
    const hard = "with x (a) as (select total from reporting.weekly) select a from x";

    const { log } = await build([fileWith("hard-view.ndjson", ndjson([{ query: made }, { query: hard }]))]);

    expect(countsIn(log)).toMatchObject({ orders: 2 });
  });

  test("of which the log does not have the definition count for nothing", async () => {
    const { log } = await build([
      fileWith("no-view.ndjson", ndjson([{ query: "select total from reporting.weekly" }])),
    ]);

    expect(log.uses).toEqual([]);
  });
});
