import { expect, test } from "vitest";
import { blankLiterals } from "../../../src/edges/warehouse/blank-literals.ts";

test.each([
  ["select a from t where b = 'x'", "select a from t where b = ''"],
  ["select 'it''s', 1.5e3, -7", "select '', ?, -?"],
  [`select "Total 2024", t2.col_3 from t2`, `select "Total 2024", t2.col_3 from t2`],
  ["select a -- it's 5\nfrom t where b = 5", "select a -- it's 5\nfrom t where b = ?"],
  ["/* Query ID: 15 */ select '/* 16 */'", "/* Query ID: 15 */ select ''"],
  ["select a from t limit 10", "select a from t limit ?"],
])("%j", (sql, blank) => {
  expect(blankLiterals(sql)).toBe(blank);
});
