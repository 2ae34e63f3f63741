import { expect, test } from "vitest";
import { rowLimitAdded } from "../../src/rules/row-limit-added.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a limit is told", async () => {
  const [found, ...others] = await checkSqlFixture(rowLimitAdded, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ evidence: [{ after: "limit 100" }] });
  expect(wordsOf(rowLimitAdded, found).title).toBe("Row limit added in `orders`: `limit 100`");
});

test("a condition on the target that production meets is told although it was not compiled", async () => {
  const [found, ...others] = await checkSqlFixture(rowLimitAdded, "guarded");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    evidence: [{ after: "where ordered_at > current_date - 3", text: "compiled if target.name != 'dev'" }],
  });
  expect(wordsOf(rowLimitAdded, found).title).toBe(
    "`orders` gets fewer rows in production by a condition on `target`",
  );
});

test("a limit that only the development target compiles is silent", async () => {
  expect(await checkSqlFixture(rowLimitAdded, "silent")).toEqual([]);
});
