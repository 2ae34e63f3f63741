import { expect, test } from "vitest";
import { testWeakened } from "../../src/rules/test-weakened.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a severity that went from error to warn is a finding on the tested column", () => {
  const [found, ...others] = checkFixture(testWeakened, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders", column: "order_id" },
    evidence: [{ kind: "test", before: "error", after: "warn", text: "not_null(order_id): severity" }],
  });
  expect(wordsOf(testWeakened, found).title).toBe(
    "Test `not_null(order_id)` of `orders` is weaker: failures only warn",
  );
});

test("a stricter test is silent", () => {
  expect(checkFixture(testWeakened, "silent")).toEqual([]);
});

test.each([
  ["values-added", "it accepts other values"],
  ["relationship-elsewhere", "it compares with another table"],
  ["key-wider", "its key has more columns"],
])("an argument that lets more pass is named (%s)", (scenario, how) => {
  expect(checkFixture(testWeakened, scenario)).toMatchObject([{ facts: { how } }]);
});

test.each(["values-removed", "target-renamed", "daily-where"])(
  "what only looks different is silent (%s)",
  (scenario) => {
    expect(checkFixture(testWeakened, scenario)).toEqual([]);
  },
);

test("one edit that reaches many models is one finding", () => {
  const [found, ...others] = checkFixture(testWeakened, "whole-folder");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.customers" },
    variant: "wide",
    affected: ["model.shop.orders", "model.shop.payments", "model.shop.refunds"],
  });
  expect(wordsOf(testWeakened, found).title).toBe(
    "Tests of 4 models and sources are weaker: failures only warn",
  );
});
