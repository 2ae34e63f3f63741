import { expect, test } from "vitest";
import { testRemoved } from "../../src/rules/test-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a removed test on a surviving column is a finding on that column", () => {
  const [found, ...others] = checkFixture(testRemoved, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders", column: "order_id" },
    variant: "one",
    evidence: [{ kind: "test", uniqueId: "test.shop.unique_orders_order_id", column: "order_id" }],
  });
  expect(wordsOf(testRemoved, found).title).toBe("Test `unique(order_id)` of `orders` was removed");
});

test("a renamed test and a changed argument are not removals", () => {
  expect(checkFixture(testRemoved, "silent")).toEqual([]);
});

test("all the tests that one model lost are one finding, unit tests included", () => {
  const [found, ...others] = checkFixture(testRemoved, "several");

  expect(others).toEqual([]);
  expect(found?.subject).toEqual({ uniqueId: "model.shop.orders" });
  expect(wordsOf(testRemoved, found).why).toContain(
    "`not_null(order_id)`, `unique(order_id)` and `adds_tax`",
  );
});

test("a disabled test is gone, and is called disabled", () => {
  const [found] = checkFixture(testRemoved, "disabled");

  expect(found).toMatchObject({ variant: "disabled", evidence: [{ text: "disabled" }] });
  expect(wordsOf(testRemoved, found).title).toBe("Test `unique(order_id)` of `orders` was disabled");
});

test.each(["model-level", "constraint-instead"])(
  "a guarantee that head gives in another way is no loss (%s)",
  (scenario) => {
    expect(checkFixture(testRemoved, scenario)).toEqual([]);
  },
);

test.each(["narrower-twin", "constraint-not-enforced"])(
  "a weaker stand-in does not make up for a removed test (%s)",
  (scenario) => {
    expect(checkFixture(testRemoved, scenario)).toMatchObject([{ facts: { test: "unique(order_id)" } }]);
  },
);

test.each(["object-removed", "column-gone", "column-renamed"])(
  "a test goes with what it tested (%s)",
  (scenario) => {
    expect(checkFixture(testRemoved, scenario)).toEqual([]);
  },
);

test("a renamed model is still there: the test it lost on the way is named", () => {
  expect(checkFixture(testRemoved, "model-renamed")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.fct_orders", column: "order_id" },
      facts: { test: "not_null(order_id)" },
    },
  ]);
});

test("a renamed unit test is still there", () => {
  expect(checkFixture(testRemoved, "unit-test-renamed")).toEqual([]);
});
