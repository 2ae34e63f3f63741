import { expect, test } from "vitest";
import { sqlWords } from "../../src/render/sql-edits.ts";

test("edits are told with their place, their line and what they say before and after", () => {
  const words = sqlWords({
    class: "rows",
    edits: [
      { kind: "filter", scope: "paid", after: "status <> 'void'", line: 3 },
      { kind: "column_renamed", scope: "root", before: "total", after: "net_total", line: 9 },
      { kind: "source", scope: "root", before: "source.shop.raw.orders", after: "seed.shop.orders_seed" },
    ],
  });

  expect(words).toBe(
    [
      "the SQL changes rows: filter added in CTE paid (compiled line 3): `status <> 'void'`",
      "column renamed in the last select (compiled line 9): `total` is now `net_total`",
      "relation changed in the last select: `raw.orders` is now `orders_seed`",
    ].join("; "),
  );
});

test("a line of SQL that was rendered from raw code is not called compiled", () => {
  const edits = [{ kind: "filter" as const, scope: "root", after: "id > 3", line: 4 }];

  expect(sqlWords({ class: "rows", edits, rendered: true })).toBe(
    "the SQL changes rows: filter added in the last select (rendered line 4): `id > 3`",
  );
});

test("of many edits the first are told and the others counted", () => {
  const edits = ["a", "b", "c", "d", "e"].map((after) => ({
    kind: "column_added" as const,
    scope: "root",
    after,
  }));

  expect(sqlWords({ class: "additive", edits })).toMatch(/`c`; 2 more edits$/u);
});

test.each([
  ["the same result", { class: "none" as const, edits: [] }, "the SQL gives the same result"],
  ["what was not compared", { class: "unknown" as const, edits: [] }, ""],
  ["no SQL", null, ""],
])("%s", (_what, sql, words) => {
  expect(sqlWords(sql)).toBe(words);
});
