import { describe, expect, test } from "vitest";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };
const TWICE = "from lake.raw.visits as x join lake.raw.visits as y on x.id = y.cause";
const PARTS =
  "with a as (select * from lake.raw.visits where kind = 1), b as (select * from lake.raw.visits where kind = 2)";
const BOTH = "from a join b on a.id = b.cause";

describe("of a relation whose columns nobody knows, read twice, the readings are told apart", () => {
  test.each([
    ["by their stars", `select x.* ${TWICE}`, `select y.* ${TWICE}`, "unknown"],
    ["by the stars of CTEs", `${PARTS} select a.* ${BOTH}`, `${PARTS} select b.* ${BOTH}`, "unknown"],
    [
      "by the columns of CTEs",
      `${PARTS} select a.pages ${BOTH}`,
      `${PARTS} select b.pages ${BOTH}`,
      "columns",
    ],
    [
      "behind a CTE that joins them",
      `with j as (select x.* ${TWICE}) select pages from j`,
      `with j as (select y.* ${TWICE}) select pages from j`,
      "columns",
    ],
    [
      "behind a CTE that joins CTEs",
      `${PARTS}, j as (select a.* ${BOTH}) select pages from j`,
      `${PARTS}, j as (select b.* ${BOTH}) select pages from j`,
      "columns",
    ],
  ])("%s", async (_what, ...[before, after, expected]) => {
    const { class: sqlClass, edits } = await changeOf(before, after);

    expect(sqlClass).toBe(expected);
    expect(edits).not.toEqual([]);
  });

  test.each([
    [
      "alias",
      `select y.*, x.pages ${TWICE}`,
      `select y.*, x.pages ${TWICE}`.replaceAll(/\bx\b/gu, "v").replaceAll(/\by\b/gu, "w"),
    ],
    [
      "name of a CTE",
      `${PARTS} select b.*, a.pages ${BOTH}`,
      `${PARTS} select b.*, a.pages ${BOTH}`.replaceAll(/\ba\b/gu, "first"),
    ],
    [
      "CTE before them that only passes on",
      `${PARTS} select b.*, a.pages ${BOTH}`,
      `${PARTS}, c as (select * from b) select c.*, a.pages from a join c on a.id = c.cause`,
    ],
  ])("and another %s is no change", async (_what, before, after) => {
    expect(await changeOf(before, after)).toEqual(NOTHING);
  });
});

test("a filter before one of them is told once", async () => {
  const before = `${PARTS} select b.*, a.pages ${BOTH}`;
  const after = `${PARTS}, c as (select * from b where pages > 1) select c.*, a.pages from a join c on a.id = c.cause`;

  const { edits } = await changeOf(before, after);

  expect(edits.map(({ kind, after: text }) => [kind, text])).toEqual([["filter", "pages > 1"]]);
});
