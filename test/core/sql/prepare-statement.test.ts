import { describe, expect, test } from "vitest";
import { dialectOf } from "../../../src/core/sql/dialect.ts";
import { prepareStatement } from "../../../src/core/sql/prepare-statement.ts";

describe("prepareStatement", () => {
  test("blanks comments out and keeps every offset and line", () => {
    const sql = "select a, -- first\n b /* two\nlines */ from t";

    const prepared = prepareStatement(sql, dialectOf("postgres"));

    expect(prepared).toBe("select a,         \n b       \n         from t");
    expect(prepared.length).toBe(sql.length);
  });

  test.each([
    ["postgres", "select '-- no', 'it''s -- no', \"a--b\", $$ -- no $$, $x$ /* $x$ from t"],
    ["bigquery", "select '''-- no''', \"\"\"# no\"\"\", 'it\\'s # no', `a#b` from t"],
    ["snowflake", "select 'http://x', 'a\\'// no' from t"],
  ])("leaves text inside quotes alone: %s", (adapter, sql) => {
    expect(prepareStatement(sql, dialectOf(adapter))).toBe(sql);
  });

  test("knows the comments of each dialect", () => {
    expect(prepareStatement("select a # x", dialectOf("bigquery"))).toBe("select a    ");
    expect(prepareStatement("select a // x", dialectOf("snowflake"))).toBe("select a     ");
    expect(prepareStatement("select a # b", dialectOf("postgres"))).toBe("select a # b");
  });

  test("writes a path behind an index as polyglot reads it, and leaves casts alone", () => {
    const snowflake = dialectOf("snowflake");

    expect(prepareStatement("select a[0]:b, a[0]::text, 'x[0]:y' from t", snowflake)).toBe(
      "select a[0].b, a[0]::text, 'x[0]:y' from t",
    );
  });

  test("writes DuckDB's integer division in a word, and leaves text alone", () => {
    expect(prepareStatement("select a//b, 'x//y' from t", dialectOf("duckdb"))).toBe(
      "select a div b, 'x//y' from t",
    );
  });

  test("reads an unclosed quote to the end", () => {
    expect(prepareStatement("select 'a -- b", dialectOf("postgres"))).toBe("select 'a -- b");
  });

  test("takes time in proportion to the text, also for hostile ones", () => {
    const hostile = `${"'\\".repeat(100_000)}${"$a$".repeat(50_001)}${"/*".repeat(100_000)}`;

    expect(prepareStatement(hostile, dialectOf("bigquery")).length).toBe(hostile.length);
  });
});
