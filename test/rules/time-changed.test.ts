import { expect, test } from "vitest";
import { timeChanged } from "../../src/rules/time-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("another truncation is told on its column", async () => {
  const [found, ...others] = await checkSqlFixture(timeChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ subject: { column: "ordered_on" } });
  expect(wordsOf(timeChanged, found).title).toBe(
    "`ordered_on` of `orders`: `date_trunc('day', ordered_at)` is now `date_trunc('month', ordered_at)`",
  );
});

test("a cast that moved into the model above is told there alone", async () => {
  const found = await checkSqlFixture(timeChanged, "typed-above");

  expect(found.map(({ subject }) => subject.uniqueId)).toEqual(["model.shop.orders"]);
});

test("an alias of the table is silent", async () => {
  expect(await checkSqlFixture(timeChanged, "silent")).toEqual([]);
});
