import { expect, test } from "vitest";
import { uniqueKeyChanged } from "../../src/rules/unique-key-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("another unique key of an incremental model fires with both keys", () => {
  const found = checkFixture(uniqueKeyChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      facts: { name: "orders", settings: ["unique_key"] },
      evidence: [{ kind: "config", before: "order_id", after: '["order_id","region"]', text: "unique_key" }],
      affected: ["model.shop.daily_revenue"],
    },
  ]);
});

test("one column written as a list of one is the same key", () => {
  expect(checkFixture(uniqueKeyChanged, "silent")).toEqual([]);
});

test("one strategy for several models is one finding", () => {
  const found = checkFixture(uniqueKeyChanged, "many");

  expect(found).toMatchObject([
    {
      variant: "many",
      facts: { count: 2, settings: ["incremental_strategy"] },
      affected: ["model.shop.payments"],
    },
  ]);
});

test("a strategy that may be the adapter's default is only a note when it is written out", () => {
  expect(checkFixture(uniqueKeyChanged, "default-written")).toMatchObject([{ severity: "note" }]);
});
