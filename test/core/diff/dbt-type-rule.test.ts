import { expect, test } from "vitest";
import { dbtTellsApart, typeRuleOf } from "../../../src/core/diff/dbt-type-rule.ts";

test.each([
  ["1.5.0", "text"],
  ["1.9.10", "text"],
  ["1.10.23", "text"],
  ["1.11.0rc3", "base"],
  ["1.12.3", "base"],
  ["1.13.0", "base"],
  ["2025.7.9+75e8e4f", "text"],
  ["2026.1.29+7e71201", "base"],
  ["2.0.0-beta.2", "text"],
  ["PREVIOUS", "base"],
  ["", "base"],
])("dbt %s compares types by %s", (version, rule) => {
  expect(typeRuleOf(version)).toBe(rule);
});

test.each([
  ["numeric", "NUMERIC", true, false],
  ["varchar(20)", "varchar(10)", true, false],
  ["timestamp(3) with time zone", "timestamp(3)", true, false],
  ["int", "integer", true, true],
  [null, "int", true, true],
  ["int", "int", false, false],
])("%s to %s is a break by text %s, by base type %s", (...[before, after, byText, byBase]) => {
  expect(dbtTellsApart(before, after, "text")).toBe(byText);
  expect(dbtTellsApart(before, after, "base")).toBe(byBase);
});
