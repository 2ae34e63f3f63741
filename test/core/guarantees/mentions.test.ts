import { expect, test } from "vitest";
import { countMentions } from "../../../src/core/guarantees/mentions.ts";
import { projectFrom } from "../../support/manifest.ts";

function mentions(code: string, column: string): number {
  const node = projectFrom({ nodes: { "model.shop.orders": { raw_code: code } } }).nodes["model.shop.orders"];
  if (node === undefined) throw new Error("no model");
  return countMentions(node, column);
}

test("a column is counted where the code names it, whatever its case, and not in comments or other names", () => {
  const code = 'select Amount, "amount", o.amount -- amount\nfrom orders /* amount */ where net_amount > 0';

  expect(mentions(code, "AMOUNT")).toBe(3);
});

test("signs that mean something in a pattern are only signs in a name", () => {
  expect(mentions('select "a.b" from t', "a.b")).toBe(1);
  expect(mentions("select axb from t", "a.b")).toBe(0);
});

test("an object without code names nothing", () => {
  expect(mentions("", "amount")).toBe(0);
});
