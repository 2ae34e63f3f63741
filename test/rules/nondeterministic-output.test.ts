import { expect, test } from "vitest";
import { nondeterministicOutput } from "../../src/rules/nondeterministic-output.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a new row number by an order with ties is told", async () => {
  const [found, ...others] = await checkSqlFixture(nondeterministicOutput, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    facts: { order: ["ordered_at"] },
    evidence: [{ text: "window in the last select" }],
  });
  expect(wordsOf(nondeterministicOutput, found).title).toBe(
    "`row_number()` of `orders` picks among equal rows by chance",
  );
});

test("a key at the end of the order is silent", async () => {
  expect(await checkSqlFixture(nondeterministicOutput, "silent")).toEqual([]);
});
