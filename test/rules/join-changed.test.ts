import { expect, test } from "vitest";
import { joinChanged } from "../../src/rules/join-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a left join that becomes an inner join is told by its relation", async () => {
  const [found, ...others] = await checkSqlFixture(joinChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    evidence: [
      {
        before: "left join raw.payments as p on p.order_id = o.id",
        after: "inner join raw.payments as p on p.order_id = o.id",
        text: "join in the last select",
      },
    ],
  });
  expect(wordsOf(joinChanged, found).title).toBe("`left join` to `inner join` on `raw.payments` in `orders`");
});

test("other keys of one join are told alone", async () => {
  const [found, ...others] = await checkSqlFixture(joinChanged, "keys");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ variant: "keys" });
  expect(wordsOf(joinChanged, found).title).toBe(
    "Join with `raw.payments` in `orders`: `p.order_id = o.id` is now `p.order_id = o.parent_id`",
  );
});

test("swapped sides of the keys are silent", async () => {
  expect(await checkSqlFixture(joinChanged, "silent")).toEqual([]);
});

test("a left join that meets one row at most changes no rows", async () => {
  expect(await checkSqlFixture(joinChanged, "idle")).toEqual([]);
});
