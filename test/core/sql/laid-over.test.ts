import { expect, test } from "vitest";
import { compareReadings } from "../../../src/core/sql/reading.ts";
import { differenceOf, laidOver } from "../../../src/core/sql/meaning/laid-over.ts";
import type { ComparedSql } from "../../../src/core/sql/sql-comparison.ts";
import { factsOf } from "../../support/sql.ts";

async function compared(before: string, after: string): Promise<ComparedSql> {
  const [base, head] = await Promise.all(
    [before, after].map(async (sql) => ({ state: "read" as const, facts: await factsOf(sql) })),
  );
  if (base === undefined || head === undefined) throw new Error("two readings were asked for");
  return { uniqueId: "model.shop.visits", change: compareReadings(base, head, "postgres"), base, head };
}

const BEFORE =
  "with a as (select * from lake.raw.visits where kind = 1), b as (select *, pages + 1 as n from a) select * from b";

test("rules see the differences that the edits tell: a star stands for the same behind a new filter", async () => {
  const sql = await compared(
    BEFORE,
    BEFORE.replace("b as (", "f as (select * from a where pages > 1), b as (")
      .replace("from a)", "from f)")
      .replace("+ 1", "+ 2"),
  );
  const comparison = laidOver(sql, "postgres");

  const told = comparison === null ? [] : sql.change.edits.map((edit) => differenceOf(edit, comparison));
  expect(sql.change.edits.map(({ kind }) => kind)).toEqual(["filter", "expression"]);
  expect(comparison?.differences.map(({ head }) => head.name.text)).toEqual(["n"]);
  expect(told).toEqual([null, comparison?.differences[0]]);
});
