import { expect, test } from "vitest";
import { dialectOf } from "../../../src/core/sql/dialect.ts";

test.each([
  ["athena", "trino"],
  ["bigquery", "bigquery"],
  ["clickhouse", "clickhouse"],
  ["databricks", "databricks"],
  ["duckdb", "duckdb"],
  ["fabric", "tsql"],
  ["postgres", "postgres"],
  ["redshift", "redshift"],
  ["snowflake", "snowflake"],
  ["spark", "spark"],
  ["sqlserver", "tsql"],
  ["synapse", "tsql"],
  ["trino", "trino"],
  ["an adapter of tomorrow", "generic"],
  ["toString", "generic"],
])("the dialect of %s is %s", (adapter, dialect) => {
  expect(dialectOf(adapter).name).toBe(dialect);
});

test("a manifest that names no adapter is read as generic SQL", () => {
  expect(dialectOf(null).name).toBe("generic");
});
