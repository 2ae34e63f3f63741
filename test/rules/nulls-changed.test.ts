import { expect, test } from "vitest";
import { nullsChanged } from "../../src/rules/nulls-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a default that is gone is told on its column", async () => {
  const [found, ...others] = await checkSqlFixture(nullsChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ subject: { column: "discount" } });
  expect(wordsOf(nullsChanged, found).title).toBe(
    "`discount` of `orders`: `coalesce(discount, 0)` is now `discount`",
  );
});

test("an outer join that feeds a column with a not_null test has the cause of the join", async () => {
  const [found, ...others] = await checkSqlFixture(nullsChanged, "joined");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    cause: "join:model.shop.orders",
    evidence: [{ text: "join in the last select" }, { kind: "test", column: "method" }],
  });
  expect(wordsOf(nullsChanged, found).title).toBe("An outer join can now leave `method` of `orders` null");
});

test("another word for the same default is silent", async () => {
  expect(await checkSqlFixture(nullsChanged, "silent")).toEqual([]);
});
