import { expect, test } from "vitest";
import { googleLiterals, redshiftLiterals } from "../../../../src/core/usage/export-sql/literals.ts";

/** What the warehouse's two calls of `regexp_replace` make of a text. */
function without(patterns: typeof googleLiterals, text: string): string {
  const kept = patterns.quotesKept.map((group) => `$${group}`).join("");
  return text
    .replaceAll(new RegExp(patterns.quotes, "g"), kept)
    .replaceAll(new RegExp(patterns.numbers, "g"), "$1?");
}

test.each([
  ["select a from t where b = 'x'", "select a from t where b = ''"],
  ["select a from t where b = 'it''s'", "select a from t where b = ''''"],
  [String.raw`select a from t where b = 'it\'s' and c = "d"`, `select a from t where b = '' and c = ""`],
  ["select a from t where b in (1, 22, 3.5e7)", "select a from t where b in (?, ?, ?)"],
  ["select a from t where b = -5 limit 10", "select a from t where b = -? limit ?"],
  ["select a -- don't\nfrom t where b = 'x'", "select a \nfrom t where b = ''"],
  ["select a /* it's ** here */ from t", "select a  from t"],
  ["select '-- no comment' as a, '/*' as b", "select '' as a, '' as b"],
  [
    "select a2, col_10 from `proj-123.set.events_20240101`",
    "select a2, col_10 from `proj-123.set.events_20240101`",
  ],
  ["select a from `it's` where b = 'c'", "select a from `it's` where b = ''"],
  ["select a from t # it's\nwhere b = 1", "select a from t \nwhere b = ?"],
])("BigQuery takes the literals and comments out of %j", (text, wanted) => {
  expect(without(googleLiterals, text)).toBe(wanted);
});

test.each([
  [`select "Total sales" from t where b = 'x'`, `select "Total sales" from t where b = ''`],
  [`select a from t where b = 12 -- 'secret'`, "select a from t where b = ? "],
])("Redshift keeps quoted names: %j", (text, wanted) => {
  expect(without(redshiftLiterals, text)).toBe(wanted);
});
