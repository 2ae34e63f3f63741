import { expect, test } from "vitest";
import { namesIdentifier } from "../../../src/core/lineage/names-identifier.ts";

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
  expect(namesIdentifier(text, "amount")).toBe(expected);
});
