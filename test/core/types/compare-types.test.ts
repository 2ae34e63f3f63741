import { describe, expect, test } from "vitest";
import { adapterTraits } from "../../../src/core/adapters.ts";
import { compareTypes } from "../../../src/core/types/compare-types.ts";
import { describeDifference } from "../../../src/core/types/type-difference.ts";

function kindOf(adapter: string, before: string | null, after: string | null): string {
  return compareTypes(before, after, adapterTraits(adapter)).kind;
}

describe("spelling", () => {
  test.each([
    ["postgres", "numeric", "NUMERIC", "case"],
    ["postgres", "numeric(10, 2)", "numeric(10,2)", "case"],
    ["postgres", "int", "int4", "alias"],
    ["postgres", "timestamp(3) with time zone", "timestamptz(3)", "alias"],
    ["postgres", "character varying(20)", "varchar(20)", "alias"],
    ["postgres", "decimal(10)", "numeric(10,0)", "alias"],
    ["redshift", "text", "varchar(256)", "alias"],
    ["snowflake", "number(38,0)", "BIGINT", "alias"],
    ["snowflake", "STRING", "varchar", "alias"],
    ["bigquery", "INT64", "integer", "alias"],
    ["bigquery", "array<int64>", "ARRAY<INTEGER>", "alias"],
    ["databricks", "long", "bigint", "alias"],
    ["duckdb", "VARCHAR", "string", "alias"],
    ["clickhouse", "Float64", "double", "alias"],
    ["an-adapter-nobody-knows", "integer", "int", "alias"],
  ])("on %s, %s and %s are one type", (...[adapter, before, after, kind]) => {
    expect(kindOf(adapter, before, after)).toBe(kind);
  });

  test.each([
    ["postgres", "text", "varchar"],
    ["snowflake", "timestamp", "timestamp_ntz"],
    ["databricks", "timestamp", "timestamp_ntz"],
    ["bigquery", "timestamp", "datetime"],
    ["postgres", "timestamp", "timestamptz"],
  ])("on %s, %s and %s are not one type", (adapter, before, after) => {
    expect(["same", "case", "alias"]).not.toContain(kindOf(adapter, before, after));
  });

  test("a type is compared with itself without being read", () => {
    expect(kindOf("postgres", "((((", "((((")).toBe("same");
  });
});

describe("size", () => {
  test.each([
    ["postgres", "varchar(10)", "varchar(20)", "size widened"],
    ["postgres", "varchar(20)", "character varying(10)", "size narrowed"],
    ["postgres", "varchar(20)", "varchar", "size widened"],
    ["postgres", "numeric", "numeric(10,2)", "size narrowed"],
    ["postgres", "numeric(10,2)", "numeric(12,4)", "size widened"],
    ["postgres", "numeric(10,2)", "numeric(10,4)", "size changed"],
    ["postgres", "numeric(10,2)", "numeric(10,0)", "size changed"],
    ["snowflake", "number", "number(10,2)", "size changed"],
    ["redshift", "varchar", "varchar(100)", "size narrowed"],
    ["sqlserver", "nvarchar(max)", "nvarchar(50)", "size narrowed"],
    ["trino", "timestamp(6)", "timestamp", "size narrowed"],
    ["bigquery", "struct<total numeric(10,2)>", "struct<total numeric(8,2)>", "size narrowed"],
  ])("on %s, %s to %s is %s", (...[adapter, before, after, kind]) => {
    expect(kindOf(adapter, before, after)).toBe(kind);
  });
});

describe("meaning", () => {
  test.each([
    ["postgres", "int", "bigint", "widened"],
    ["postgres", "bigint", "int", "narrowed"],
    ["postgres", "int", "numeric", "widened"],
    ["postgres", "numeric", "double precision", "narrowed"],
    ["postgres", "numeric", "float", "narrowed"],
    ["postgres", "bigint", "double precision", "narrowed"],
    ["postgres", "int", "double precision", "widened"],
    ["postgres", "double precision", "int", "narrowed"],
    ["postgres", "float", "numeric", "retyped"],
    ["bigquery", "numeric", "bignumeric", "widened"],
    ["postgres", "text", "varchar(10)", "narrowed"],
    ["postgres", "text", "varchar", "retyped"],
    ["postgres", "date", "timestamp", "widened"],
    ["postgres", "timestamp", "date", "narrowed"],
    ["postgres", "mood", "text", "retyped"],
    ["bigquery", "struct<a int64, b string>", "struct<a int64>", "narrowed"],
    ["bigquery", "struct<a int64>", "struct<a int64, b string>", "widened"],
    ["databricks", "struct<a:int,b:map<string,int>>", "struct<a:int,b:map<string,bigint>>", "widened"],
    ["trino", "row(a bigint, b varchar)", "row(b varchar, a bigint)", "alias"],
    ["postgres", "integer[]", "text[]", "family changed"],
    ["postgres", null, "int", "declared"],
  ])("on %s, %s to %s is %s", (...[adapter, before, after, kind]) => {
    expect(kindOf(adapter, before, after)).toBe(kind);
  });

  test("a change of family names both", () => {
    const difference = compareTypes("text", "integer", adapterTraits("postgres"));

    expect(difference).toEqual({ kind: "family changed", from: "string", to: "number" });
    expect(describeDifference(difference)).toBe("string to number");
  });
});

describe("hostile text", () => {
  test.each([
    ["(".repeat(19_000), "(".repeat(18_000)],
    ["a<".repeat(9_000), "b<".repeat(9_000)],
    [`int${"[]".repeat(9_000)}`, `text${"[]".repeat(9_000)}`],
    [`int[${" ".repeat(19_000)}`, `int[${" ".repeat(18_000)}1`],
    ["x".repeat(100_000), "y".repeat(100_000)],
    ["constructor", "__proto__"],
  ])("a text of many brackets, blanks or letters still ends in a difference", (before, after) => {
    expect(kindOf("postgres", before, after)).not.toBe("same");
  });
});
