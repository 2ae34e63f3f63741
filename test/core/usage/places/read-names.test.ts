import { describe, expect, test } from "vitest";
import { modelsIn, names, readLog, said } from "../../../support/log-names.ts";

const FACTS = names("fct", 10);
const STAGING = names("stg", 10);

describe("a log of the manifest's own environment", () => {
  const nodes = { ...modelsIn("analytics.marts", FACTS), ...modelsIn("analytics.staging", STAGING) };

  test("keeps its names, and what it does not name was not queried", () => {
    const { names, further } = readLog({ nodes }, said("analytics.marts", FACTS.slice(0, 2)));

    expect(names).toEqual({ places: [], unmatched: 0, provesAbsence: true });
    expect(further).toEqual([]);
  });

  test("is not read as the copies that developers made, however many they are", () => {
    const { names, find } = readLog(
      { nodes },
      { ...said("analytics.marts", FACTS.slice(0, 2), 400), ...said("dev.dbt_ann_marts", FACTS, 3) },
    );

    expect(names.places).toEqual([]);
    expect(find("dev.dbt_ann_marts.fct_1")).toBeNull();
  });

  test("is not read as copies of which nobody knows how often they are asked, however many they are", () => {
    const many = names("fct", 40);

    const { names: read } = readLog(
      { nodes: modelsIn("analytics.marts", many) },
      { ...said("analytics.marts", many.slice(0, 1), 0), ...said("dev.dbt_ann_marts", many, 0) },
    );

    expect(read).toEqual({ places: [], unmatched: 0, provesAbsence: true });
  });

  test("is its own where nothing but its sources is named, and nothing elsewhere", () => {
    const sources = {
      "source.shop.raw.events": { source_name: "raw", identifier: "events", database: "raw", schema: "app" },
    };

    const { names } = readLog({ nodes, sources }, { "raw.app.events": 5 });

    expect(names.provesAbsence).toBe(true);
  });
});

describe("a log of another environment", () => {
  const marts = modelsIn("ci.dbt_pr_7_marts", FACTS, "marts");
  const staging = modelsIn("ci.dbt_pr_7_staging", STAGING, "staging");

  test("is read by the places that many names agree on, and proves no absence", () => {
    const { names, find } = readLog({ nodes: marts }, said("analytics.marts", FACTS.slice(0, 4)));

    expect(names).toEqual({
      places: [{ from: "ci.dbt_pr_7_marts", to: "analytics.marts", relations: 4, basis: "inferred" }],
      unmatched: 0,
      provesAbsence: false,
    });
    expect(find("analytics.marts.fct_9")).toBe("model.shop.fct_9");
    expect(find("ci.dbt_pr_7_marts.fct_9")).toBe("model.shop.fct_9");
    expect(find("elsewhere.marts.fct_9")).toBeNull();
  });

  test("is read though a developer asked for a table or two of their own", () => {
    const { names } = readLog(
      { nodes: modelsIn("dev.dbt_ann", names20) },
      { ...said("analytics.marts", names20, 500), ...said("dev.dbt_ann", names20.slice(0, 2), 3) },
    );

    expect(names.places).toMatchObject([{ from: "dev.dbt_ann", to: "analytics.marts", relations: 20 }]);
  });

  test("one schema of CI may be several in production, told apart by the schema that the project configures", () => {
    const nodes = {
      ...modelsIn("ci.dbt_ci", FACTS, "marts"),
      ...modelsIn("ci.dbt_ci", STAGING, "staging"),
    };

    const { names } = readLog(
      { nodes },
      { ...said("analytics.marts", FACTS), ...said("analytics.staging", STAGING) },
    );

    expect(names.places.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      "ci.dbt_ci analytics.marts",
      "ci.dbt_ci analytics.staging",
    ]);
  });

  test("two names are not enough, and are counted", () => {
    const { names, find } = readLog({ nodes: marts }, said("analytics.marts", FACTS.slice(0, 2)));

    expect(names).toEqual({ places: [], unmatched: 2, provesAbsence: false });
    expect(find("analytics.marts.fct_1")).toBeNull();
  });

  test("three of many are not enough either", () => {
    const many = names("fct", 40);

    const { names: read } = readLog(
      { nodes: modelsIn("ci.dbt_ci", many) },
      said("other.project", many.slice(0, 3)),
    );

    expect(read).toMatchObject({ places: [], unmatched: 3 });
  });

  test("of two places that compete none is taken", () => {
    const { names } = readLog(
      { nodes: marts },
      { ...said("analytics.marts", FACTS, 20), ...said("analytics.marts_green", FACTS.slice(0, 6), 20) },
    );

    expect(names).toMatchObject({ places: [], unmatched: 10 });
  });

  test("a copy that is hardly queried does not compete", () => {
    const { names } = readLog(
      { nodes: marts },
      { ...said("analytics.marts", FACTS, 200), ...said("dev.dbt_ann_marts", FACTS, 2) },
    );

    expect(names.places).toMatchObject([{ to: "analytics.marts", relations: 10 }]);
  });

  test("names that spread over places agree on none", () => {
    const spread = FACTS.map((name, at) => [`analytics.team_${at % 4}.${name}`, 10]);

    expect(readLog({ nodes: marts }, Object.fromEntries(spread)).names.places).toEqual([]);
  });

  test("a small schema follows the rule by which the others are named, where the log bears it out", () => {
    const nodes = {
      ...marts,
      ...staging,
      ...modelsIn("ci.dbt_pr_7_seeds", ["countries", "rates"], "seeds"),
      ...modelsIn("ci.dbt_pr_7_finance", ["ledger"], "finance"),
    };
    const log = { ...said("analytics.prod_marts", FACTS), ...said("analytics.prod_staging", STAGING) };

    const { names, find } = readLog(
      { nodes },
      { ...log, "analytics.prod_seeds.countries": 3, "analytics.books.ledger": 3 },
    );

    expect(find("analytics.prod_seeds.rates")).toBe("model.shop.rates");
    expect(find("analytics.books.ledger")).toBeNull();
    expect(names.unmatched).toBe(1);
  });

  test("a model that is called like a source is not found in the place of the source", () => {
    const sources = Object.fromEntries(
      FACTS.map((name) => [
        `source.shop.raw.${name}`,
        { source_name: "raw", identifier: name, database: "raw", schema: "app" },
      ]),
    );

    const { names, find } = readLog({ nodes: marts, sources }, said("raw.app", FACTS, 50));

    expect(names.places).toEqual([]);
    expect(find("raw.app.fct_1")).toBe("source.shop.raw.fct_1");
  });

  test("names that CI gave another alias are found by the usual one", () => {
    const nodes = Object.fromEntries(
      Object.entries(modelsIn("ci.dbt_ci", FACTS)).map(([id, node], at) => [
        id,
        { ...node, alias: `pr_7_fct_${at + 1}` },
      ]),
    );

    expect(readLog({ nodes }, said("analytics.marts", FACTS)).find("analytics.marts.fct_1")).toBe(
      "model.shop.fct_1",
    );
  });

  test("a schema without a database is that of the only database that the log names it with", () => {
    const log = { ...said("analytics.marts", FACTS.slice(0, 2)), ...said("marts", FACTS.slice(2, 4)) };

    expect(readLog({ nodes: marts }, log).names.places).toMatchObject([
      { to: "analytics.marts", relations: 4 },
    ]);
  });
});

const names20 = names("fct", 20);

describe("what the configuration states", () => {
  const nodes = { ...modelsIn("ci.dbt_pr_7_marts", FACTS, "marts"), ...modelsIn("ci.dbt_pr_7", ["dates"]) };
  const environments = [
    { manifest: "ci.dbt_pr_*_{custom}", log: "analytics.{custom}" },
    { manifest: "ci.DBT_PR_*", log: "core" },
  ];

  test("is taken with one name, and proves absence where the log bears it out", () => {
    const { names, find } = readLog(
      { nodes },
      { "analytics.marts.fct_1": 1, "analytics.core.dates": 1 },
      environments,
    );

    expect(names).toEqual({
      places: [
        { from: "ci.dbt_pr_7_marts", to: "analytics.marts", relations: 1, basis: "stated" },
        { from: "ci.dbt_pr_7", to: "core", relations: 1, basis: "stated" },
      ],
      unmatched: 0,
      provesAbsence: true,
    });
    expect([find("analytics.marts.fct_9"), find("anywhere.core.dates")]).toEqual([
      "model.shop.fct_9",
      "model.shop.dates",
    ]);
  });

  test("proves nothing where the log names nothing there: it may be a slip of the pen", () => {
    const { names } = readLog({ nodes }, { "analytics.marts.fct_1": 1 }, environments);

    expect(names.provesAbsence).toBe(false);
  });

  test("proves nothing where it leaves objects out", () => {
    const { names } = readLog({ nodes }, { "analytics.marts.fct_1": 1 }, environments.slice(0, 1));

    expect(names).toMatchObject({ places: [{ basis: "stated" }], provesAbsence: false });
  });
});
