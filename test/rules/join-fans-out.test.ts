import { expect, test } from "vitest";
import { joinFansOut } from "../../src/rules/join-fans-out.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a join with a side that nothing makes unique is told", async () => {
  const [found, ...others] = await checkSqlFixture(joinFansOut, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    evidence: [{ after: "left join raw.payments as p on p.order_id = o.id" }],
  });
  expect(wordsOf(joinFansOut, found).title).toBe(
    "Fan-out join added in `orders`: `left join raw.payments as p on p.order_id = o.id`",
  );
});

test.each([
  ["a unique test on the key", "silent"],
  ["a unique combination of the key and a fixed column", "combination"],
  ["a grouping by the key in the same statement", "grouped"],
  ["a grouping by the key in the joined model's own SQL", "own-grouping"],
])("is silent with %s", async (_what, scenario) => {
  expect(await checkSqlFixture(joinFansOut, scenario)).toEqual([]);
});
