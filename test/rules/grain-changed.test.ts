import { expect, test } from "vitest";
import { grainChanged } from "../../src/rules/grain-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("another key of a grouping is told with the test that holds the old one", async () => {
  const [found, ...others] = await checkSqlFixture(grainChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    evidence: [
      { before: "customer_id", after: "customer_id, status", line: 3 },
      { kind: "test", text: "unique(customer_id)" },
    ],
  });
  expect(wordsOf(grainChanged, found).title).toBe(
    "Grouping of `orders` changed: `customer_id` is now `customer_id, status`",
  );
});

test("the same key by its position is silent", async () => {
  expect(await checkSqlFixture(grainChanged, "silent")).toEqual([]);
});
