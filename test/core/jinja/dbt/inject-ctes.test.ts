import { expect, test } from "vitest";
import { injectCtes } from "../../../../src/core/jinja/dbt/inject-ctes.ts";

const PAID = { name: "__dbt__cte__paid", sql: "select 1" };

test.each([
  ["a plain query", "select * from x", "with __dbt__cte__paid as (\nselect 1\n)\nselect * from x"],
  [
    "a query with its own parts",
    "-- orders\nWITH a as (select 2) select * from a",
    "-- orders\nWITH __dbt__cte__paid as (\nselect 1\n), a as (select 2) select * from a",
  ],
  [
    "a recursive query",
    "with recursive t as (select 1) select * from t",
    "with recursive __dbt__cte__paid as (\nselect 1\n), t as (select 1) select * from t",
  ],
])("ephemeral models stand before %s", (_what, sql, expected) => {
  expect(injectCtes(sql, [PAID])).toBe(expected);
});

test("a query that reads no ephemeral model stays as it is", () => {
  expect(injectCtes("select 1", [])).toBe("select 1");
});

test("a comment that is never closed is no endless search", () => {
  const sql = `/*${"*".repeat(100_000)}`;

  expect(injectCtes(sql, [PAID])).toContain(sql);
});
