import { expect, test } from "vitest";
import { setOperationChanged } from "../../src/rules/set-operation-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("UNION that becomes UNION ALL is told", async () => {
  const [found, ...others] = await checkSqlFixture(setOperationChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ evidence: [{ before: "union", after: "union all" }] });
  expect(wordsOf(setOperationChanged, found).title).toBe(
    "Set operation of `orders` changed: `union` is now `union all`",
  );
});

test("the same queries in another order are silent", async () => {
  expect(await checkSqlFixture(setOperationChanged, "silent")).toEqual([]);
});
