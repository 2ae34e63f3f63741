import { expect, test } from "vitest";
import { sourceSwapped } from "../../src/rules/source-swapped.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("another relation is told by both names", async () => {
  const [found, ...others] = await checkSqlFixture(sourceSwapped, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ evidence: [{ before: "raw.orders", after: "raw.payments" }] });
  expect(wordsOf(sourceSwapped, found).title).toBe(
    "Relation of `orders` changed: `raw.orders` is now `raw.payments`",
  );
});

test("a relation that is gone is told by its name, not by its id", async () => {
  const [found] = await checkSqlFixture(sourceSwapped, "removed");

  expect(wordsOf(sourceSwapped, found).title).toBe(
    "Relation of `orders` changed: `raw.orders` is now `raw.payments`",
  );
});

test("another environment's name of the same relation is silent", async () => {
  expect(await checkSqlFixture(sourceSwapped, "silent")).toEqual([]);
});
