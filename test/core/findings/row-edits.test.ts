import { describe, expect, test } from "vitest";
import { EDITS, MART } from "../../support/sql-edits.ts";
import { rowsFound } from "../../support/rows-world.ts";

/** The rule that tells an edit; an edit that is not listed is none of the rows family's. */
const RULES: Readonly<Record<string, string>> = {
  "a column redefined": "column-redefined",
  "a column coalesced": "nulls-changed",
  "sum to count": "column-redefined",
  "count to count distinct": "column-redefined",
  "max to min": "column-redefined",
  "a truncation changed": "time-changed",
  "a filter added": "filter-changed",
  "a filter removed": "filter-changed",
  "a filter changed": "filter-changed",
  "a filter added at the end": "filter-changed",
  "a filter in a new CTE": "filter-changed",
  "HAVING added": "filter-changed",
  "a left join to an inner join": "join-changed",
  "a left join to a full join": "join-changed",
  "join keys added": "join-changed",
  "join keys changed": "join-changed",
  "a join added": "join-fans-out",
  "a join removed": "join-changed",
  "a limit added": "row-limit-added",
  "the order of a limited result": "row-limit-added",
  "the direction in which a limit orders": "row-limit-added",
  "an expression by which a limit orders": "column-redefined",
  "a filter before a star over columns that nobody knows": "filter-changed",
  "DISTINCT added": "grain-changed",
  "DISTINCT removed": "deduplication-changed",
  "a deduplication removed": "deduplication-changed",
  "a deduplication ordered anew": "deduplication-changed",
  "a deduplication by another key": "deduplication-changed",
  "a grouping key added": "grain-changed",
  "grouping by all rows": "grain-changed",
  "UNION to UNION ALL": "set-operation-changed",
  "UNION ALL to UNION": "set-operation-changed",
  "UNION to EXCEPT": "set-operation-changed",
  "UNION to INTERSECT": "set-operation-changed",
  "a branch added": "set-operation-changed",
  "another relation": "source-swapped",
  "a sample": "row-limit-added",
  "time travel": "source-swapped",
  PIVOT: "grain-changed",
};

describe("an edit of a statement is told by the one rule that it belongs to", () => {
  test.each(EDITS.map(([what, ...edit]) => ({ what, edit })))("$what", async ({ what, edit }) => {
    const [before, after, , , adapter] = edit;

    const found = await rowsFound(before, after, { adapter });

    const rule = RULES[what];
    expect(Object.keys(found)).toEqual(rule === undefined ? [] : [rule]);
  });

  test("and no listed edit is missing from the table", () => {
    const names = new Set(EDITS.map(([what]) => what));

    expect(Object.keys(RULES).filter((what) => !names.has(what))).toEqual([]);
  });
});

const QUALIFIED = "select id, sum(amount) as total from db.raw.orders group by 1";

/** Texts that say the same, and what only looks like a change of rows. */
const SILENT: readonly (readonly [what: string, before: string, after: string])[] = [
  ["layout and comments", MART, `-- mart\n${MART.replaceAll(/\s+/gu, " ")}`],
  ["the case of keywords", MART, MART.replaceAll("select", "SELECT").replaceAll("from", "FROM")],
  ["quoted names", MART, MART.replaceAll("customer_id", '"customer_id"')],
  ["swapped sides of a condition", MART, MART.replace("t.customer_id = c.id", "c.id = t.customer_id")],
  [
    "conditions in another order",
    MART.replace("= 'paid'", "= 'paid' and amount > 0"),
    MART.replace("= 'paid'", "= 'paid'").replace("where status", "where 0 < amount and status"),
  ],
  ["a table alias of a CTE", MART, MART.replaceAll("t.", "sums.").replace("totals as t ", "totals as sums ")],
  ["a key by its position", QUALIFIED, QUALIFIED.replace("by 1", "by id")],
  ["ORDER BY of the result", MART, `${MART}\norder by 1`],
  [
    "inner joins in another order",
    "select o.id from db.raw.orders o join db.raw.customers c on c.id = o.customer_id join db.raw.payments p on p.order_id = o.id",
    "select o.id from db.raw.orders o join db.raw.payments p on p.order_id = o.id join db.raw.customers c on c.id = o.customer_id",
  ],
  [
    "a column whose input has other rows only by name",
    "with paid as (select id, amount from db.raw.orders) select id, amount * 2 as twice from paid",
    "with settled as (select id, amount from db.raw.orders) select id, amount * 2 as twice from settled",
  ],
];

test.each(SILENT)("%s fires nothing", async (_what, before, after) => {
  expect(await rowsFound(before, after)).toEqual({});
});
