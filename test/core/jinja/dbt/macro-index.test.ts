import { expect, test } from "vitest";
import { MacroIndex } from "../../../../src/core/jinja/dbt/macro-index.ts";
import { noSettings, type RenderProject } from "../../../../src/core/jinja/dbt/render-project.ts";

function indexOf(adapterType: string, macros: readonly string[], over: Partial<RenderProject> = {}) {
  return new MacroIndex({
    adapterType,
    dbtVersion: "1.10.0",
    projectName: "shop",
    graph: null,
    settings: noSettings,
    target: { database: null, schema: null },
    macros: macros.map((id) => {
      const [packageName = "", name = ""] = id.split(".");
      return { uniqueId: `macro.${id}`, packageName, name, sql: "" };
    }),
    ...over,
  });
}

test("a bare name means the macro of the own package, then of the project, then of the adapter, then of dbt", () => {
  const index = indexOf("postgres", ["utils.a", "shop.a", "shop.b", "dbt_postgres.c", "dbt.c", "dbt.d"]);

  const found = ["a", "b", "c", "d"].map((name) => index.find(name, "utils")?.uniqueId);
  expect(found).toEqual(["macro.utils.a", "macro.shop.b", "macro.dbt_postgres.c", "macro.dbt.d"]);
  expect(index.find("a", "other")?.uniqueId).toBe("macro.shop.a");
  expect(index.find("e", "shop")).toBeNull();
});

test.each([
  ["redshift", "macro.utils.postgres__star"],
  ["snowflake", "macro.utils.default__star"],
])("on %s dispatch takes the macro of the nearest adapter", (adapterType, expected) => {
  const index = indexOf(adapterType, ["utils.default__star", "utils.postgres__star"]);

  expect(index.dispatch("star", "utils", "shop")?.uniqueId).toBe(expected);
});

test("the project comes before a package, whatever the adapter", () => {
  const index = indexOf("postgres", ["utils.postgres__star", "shop.default__star"]);

  expect(index.dispatch("star", "utils", "utils")?.uniqueId).toBe("macro.shop.default__star");
});

test("a search order of the project is followed", () => {
  const settings = { ...noSettings, searchOrders: { utils: ["spark_utils", "utils"] } };
  const macros = ["utils.default__star", "spark_utils.default__star", "shop.default__star"];
  const index = indexOf("spark", macros, { settings });

  expect(index.dispatch("star", "utils", "shop")?.uniqueId).toBe("macro.spark_utils.default__star");
});

test("without a namespace the macro is looked for where the template stands", () => {
  const index = indexOf("duckdb", ["shop.default__now", "dbt.duckdb__now"]);

  expect(index.dispatch("now", null, "shop")?.uniqueId).toBe("macro.dbt.duckdb__now");
});
