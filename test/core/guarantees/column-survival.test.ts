import { expect, test } from "vitest";
import { countMentions } from "../../../src/core/guarantees/column-survival.ts";

test("a column is counted where the code names it, whatever its case, and not in comments or other names", () => {
  const code = 'select Amount, "amount", o.amount -- amount\nfrom orders /* amount */ where net_amount > 0';

  expect(countMentions(code, "AMOUNT")).toBe(3);
});

test("signs that mean something in a pattern are only signs in a name", () => {
  expect(countMentions('select "a.b" from t', "a.b")).toBe(1);
  expect(countMentions("select axb from t", "a.b")).toBe(0);
});
