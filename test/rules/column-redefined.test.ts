import { expect, test } from "vitest";
import { columnRedefined } from "../../src/rules/column-redefined.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("another expression in a CTE is told on the column of the result", async () => {
  const [found, ...others] = await checkSqlFixture(columnRedefined, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { column: "revenue" },
    evidence: [{ text: "expression in CTE totals" }],
  });
  expect(wordsOf(columnRedefined, found).title).toBe(
    "`revenue` of `orders`: `sum(amount)` is now `sum(amount - tax)`",
  );
});

test("is a note, and a warning when a measure is computed from it", async () => {
  const [unused] = await checkSqlFixture(columnRedefined, "fires");
  const [used] = await checkSqlFixture(columnRedefined, "measured");

  expect(unused?.severity ?? columnRedefined.severity).toBe("note");
  expect(used).toMatchObject({ severity: "warning", evidence: [{}, { kind: "measure", column: "revenue" }] });
});

test("the same edit in many models is one finding", async () => {
  const [found, ...others] = await checkSqlFixture(columnRedefined, "wide");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ variant: "wide" });
  expect(wordsOf(columnRedefined, found).title).toBe(
    "Columns of 4 models are computed in another way: `revenue`",
  );
});

test("other rows of the input do not redefine a column", async () => {
  expect(await checkSqlFixture(columnRedefined, "silent")).toEqual([]);
});
