import { expect, test } from "vitest";
import { affixOf } from "../../../src/core/diff/affix.ts";

test.each([
  ["orders", "pr_orders", "*", "pr_*"],
  ["orders", "orders_v2", "*", "*_v2"],
  ["stg_orders", "orders", "stg_*", "*"],
  ["dev_orders", "prod_orders", "dev*", "prod*"],
  ["orders_old", "orders_new", "*old", "*new"],
  ["orders", "", "orders", ""],
  ["abc", "xyz", "abc", "xyz"],
])("%s and %s differ as %s and %s", (...names) => {
  const [before, after, ...affixes] = names;

  expect(affixOf(before, after)).toEqual(affixes);
});
