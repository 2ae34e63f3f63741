import { expect, test } from "vitest";
import { incrementalLogicChanged } from "../../src/rules/incremental-logic-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("another filter of incremental runs is told with both texts", () => {
  const [found, ...others] = checkFixture(incrementalLogicChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    affected: ["model.shop.revenue"],
    evidence: [{ kind: "code", text: "is_incremental()" }],
  });
  expect(found?.evidence[0]?.before).toContain("interval '3 days'");
  expect(found?.evidence[0]?.after).not.toContain("interval");
  expect(wordsOf(incrementalLogicChanged, found).title).toBe(
    "Incremental runs of `orders` load other rows: `is_incremental()` changed",
  );
});

test("layout, comments and aliases of the same filter are silent", () => {
  expect(checkFixture(incrementalLogicChanged, "silent")).toEqual([]);
});

test("a look-back that is set above the block belongs to it", () => {
  const [found] = checkFixture(incrementalLogicChanged, "look-back-set-outside");

  expect(found?.evidence[0]?.before).toContain("set days = 3");
});

test("a part that came or went has words of its own", () => {
  expect(checkFixture(incrementalLogicChanged, "added")).toMatchObject([{ variant: "added" }]);
  expect(checkFixture(incrementalLogicChanged, "removed")).toMatchObject([{ variant: "removed" }]);
});

test("a shorter look-back of a microbatch model is found in its configuration", () => {
  expect(checkFixture(incrementalLogicChanged, "microbatch")).toMatchObject([
    { evidence: [{ kind: "config", text: "lookback", before: "3", after: "1" }] },
  ]);
});

test("dbt's default written out changes nothing", () => {
  expect(checkFixture(incrementalLogicChanged, "default-written")).toEqual([]);
});

test("a table loads everything, whatever stands in a block that never runs", () => {
  expect(checkFixture(incrementalLogicChanged, "table")).toEqual([]);
});

test("the same change of four models is one finding", () => {
  const [found, ...others] = checkFixture(incrementalLogicChanged, "many");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ variant: "many", facts: { count: 4 } });
});
