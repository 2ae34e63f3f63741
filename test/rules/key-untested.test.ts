import { expect, test } from "vitest";
import { keyUntested } from "../../src/rules/key-untested.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a new model under a metric whose key nothing tests is a note that stays a note", () => {
  const [found, ...others] = checkFixture(keyUntested, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    variant: "keyed",
    pinned: true,
    affected: ["metric.shop.revenue"],
    evidence: [{ kind: "key", column: "order_id" }],
  });
  expect(wordsOf(keyUntested, found).why).toContain("If `order_id` repeats");
});

test("a tested key, an old model and a new model that nobody reads directly are silent", () => {
  expect(checkFixture(keyUntested, "silent")).toEqual([]);
});

test("a new key is not covered by the test on the old one when it has fewer columns", () => {
  expect(checkFixture(keyUntested, "other-column-tested")).toMatchObject([{ facts: { key: ["line_id"] } }]);
});

test("a test on a part of the key covers the whole key", () => {
  expect(checkFixture(keyUntested, "re-keyed")).toEqual([]);
});

test("the same key written in another way is no new key", () => {
  expect(checkFixture(keyUntested, "same-key")).toEqual([]);
});

test("a primary key that the adapter does not enforce guarantees nothing", () => {
  expect(checkFixture(keyUntested, "key-not-enforced")).toMatchObject([
    { subject: { uniqueId: "model.shop.orders" }, facts: { reach: "public" } },
  ]);
});

test("a singular test that counts groups is taken for a uniqueness test", () => {
  expect(checkFixture(keyUntested, "singular-test")).toEqual([]);
});

test("many models are one finding", () => {
  expect(checkFixture(keyUntested, "many")).toMatchObject([{ variant: "several", facts: { count: 4 } }]);
});

test("a primary key that the adapter enforces needs no test", () => {
  expect(checkFixture(keyUntested, "key-enforced")).toEqual([]);
});
