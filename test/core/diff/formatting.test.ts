import { describe, expect, test } from "vitest";
import { normalizeSql, sameButFormatting } from "../../../src/core/diff/formatting.ts";

describe("sameButFormatting", () => {
  test.each([
    ["white space and line ends", "select a,\r\n  b from t\r\n", "select a, b\nfrom t"],
    ["line comments", "select a -- the key\nfrom t", "select a\nfrom t"],
    ["block and Jinja comments", "{# note #}select /* all */ a from t", "select a from t"],
    ["the case of keywords", "SELECT a FROM t WHERE b", "select a from t where b"],
    ["white-space control of Jinja", "{%- if x -%} a {%- endif -%}", "{% if x %} a {% endif %}"],
    ["quotes inside Jinja", `select * from {{ ref("orders") }}`, "select * from {{ ref('orders') }}"],
    ["white space around operators", "select a+b from t", "select a + b from t"],
  ])("does not count %s", (_what, before, after) => {
    expect(sameButFormatting(before, after, "sql")).toBe(true);
  });

  test.each([
    ["white space inside a string", "select 'a b'", "select 'a  b'"],
    ["two dashes inside a string", "select 'a -- b'", "select 'a'"],
    ["the case of a string", "select 'Paid'", "select 'paid'"],
    ["the case of a name", "select Amount from t", "select amount from t"],
    ["a double-quoted name outside Jinja", `select "a" from t`, "select 'a' from t"],
    ["a dollar-quoted body", "select $$a  b$$", "select $$a b$$"],
    ["an operator", "select a + b", "select a - b"],
    ["a removed column", "select a, b from t", "select a from t"],
  ])("counts %s", (_what, before, after) => {
    expect(sameButFormatting(before, after, "sql")).toBe(false);
  });

  test("takes a text of many megabytes as it is, whatever is in it", () => {
    const code = `'${"a".repeat(20_000_000)}`;

    expect(sameButFormatting(code, `${code} `, "sql")).toBe(false);
  });

  test("reads an unclosed quote or comment to the end instead of losing text", () => {
    expect(normalizeSql("select 'open and more")).not.toBe(normalizeSql("select 'open and less"));
    expect(normalizeSql("select a /* open")).toBe(normalizeSql("select a"));
  });

  test("keeps indentation in Python code and drops its comments and blank lines", () => {
    const before = "def model(dbt, session):\n    # note\n\n    return dbt.ref('a')  \r\n";

    expect(sameButFormatting(before, "def model(dbt, session):\n    return dbt.ref('a')", "python")).toBe(
      true,
    );
    expect(sameButFormatting(before, "def model(dbt, session):\n  return dbt.ref('a')", "python")).toBe(
      false,
    );
  });

  test("takes time in proportion to the text, also for hostile ones", () => {
    const hostile = "'".repeat(50_001) + "{#".repeat(50_000) + "/*".repeat(50_000);

    expect(normalizeSql(hostile).length).toBeGreaterThan(0);
  });
});
