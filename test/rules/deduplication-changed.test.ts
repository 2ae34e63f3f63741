import { expect, test } from "vitest";
import { deduplicationChanged } from "../../src/rules/deduplication-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a row number that is no longer filtered is told with the test that it breaks", async () => {
  const [found, ...others] = await checkSqlFixture(deduplicationChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    evidence: [
      { before: "place = 1", text: "deduplication in the last select" },
      { kind: "test", text: "unique(id)" },
    ],
  });
  expect(wordsOf(deduplicationChanged, found).title).toBe("Deduplication removed from `orders`: `place = 1`");
});

test("another order of the rows that are kept is told", async () => {
  const [found, ...others] = await checkSqlFixture(deduplicationChanged, "order");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ evidence: [{ text: "window order in CTE latest" }, { kind: "test" }] });
  expect(wordsOf(deduplicationChanged, found).title).toBe(
    "Window order in CTE `latest` of `orders` changed: `…updated_at desc…` is now `…loaded_at desc,…`",
  );
});

test("another name of the row number is silent", async () => {
  expect(await checkSqlFixture(deduplicationChanged, "silent")).toEqual([]);
});
