import { expect, test } from "vitest";
import { typeKey } from "../../../src/core/types/type-key.ts";
import { SNOWFLAKE } from "../../../src/core/types/type-names.ts";

test.each([
  ["string", "varchar"],
  ["NUMBER", "number(38, 0)"],
  ["int", "decimal(38,0)"],
  ["array(string)", "ARRAY(varchar)"],
])("%s and %s are one type", (left, right) => {
  expect(typeKey(left, SNOWFLAKE)).toBe(typeKey(right, SNOWFLAKE));
});

test.each([
  ["number(10, 2)", "number(12, 2)"],
  ["varchar(10)", "varchar"],
  ["date", "timestamp_ntz"],
])("%s and %s are two types", (left, right) => {
  expect(typeKey(left, SNOWFLAKE)).not.toBe(typeKey(right, SNOWFLAKE));
});
