import { expect, test } from "vitest";
import type { Json } from "../../../../src/core/json.ts";
import { openDatabase } from "../../../../src/edges/usage/database.ts";
import { googleLiterals, redshiftLiterals } from "../../../../src/core/usage/export-sql/literals.ts";

type Patterns = typeof googleLiterals;

/** What the warehouse's two calls of `regexp_replace` make of a text, by the engine of JavaScript, which is close to PCRE. */
function without(patterns: Patterns, text: string): string {
  const kept = patterns.quotesKept.map((group) => `$${group}`).join("");
  return text
    .replaceAll(new RegExp(patterns.quotes, "g"), kept)
    .replaceAll(new RegExp(patterns.numbers, "g"), "$1?");
}

/** The same by RE2, which BigQuery and DuckDB have. */
async function withoutByRe2(patterns: Patterns, text: string): Promise<Json> {
  const database = await openDatabase(null, null);
  try {
    const kept = patterns.quotesKept.map((group) => `\\${group}`).join("");
    const [row] = await database.rows(
      "SELECT regexp_replace(regexp_replace($1, $2, $3, 'g'), $4, '\\1?', 'g') AS plain",
      [text, patterns.quotes, kept, patterns.numbers],
    );
    return row?.["plain"] ?? null;
  } finally {
    database.close();
  }
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
])("BigQuery takes the literals and comments out of %j", async (text, wanted) => {
  expect(await withoutByRe2(googleLiterals, text)).toBe(wanted);
  expect(without(googleLiterals, text)).toBe(wanted);
});

test.each([
  [`select "Total sales" from t where b = 'x'`, `select "Total sales" from t where b = ''`],
  [`select a from t where b = 12 -- 'secret'`, "select a from t where b = ? "],
])("Redshift keeps quoted names: %j", (text, wanted) => {
  expect(without(redshiftLiterals, text)).toBe(wanted);
});
