import { expect, test } from "vitest";
import { identifiersIn } from "../../../src/core/lineage/identifiers.ts";

test.each([
  ["amount", true],
  ["AMOUNT * 2", true],
  ["sum(orders.amount)", true],
  ['"Amount"', true],
  ["`amount`", true],
  ["case when status = 'paid' then amount end", true],
  ["amount_net", false],
  ["'amount'", false],
  ["amount(order_id)", false],
  ["", false],
])("whether %s names the column amount: %s", (text, expected) => {
  expect(identifiersIn(text).has("amount")).toBe(expected);
});
