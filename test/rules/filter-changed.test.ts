import { expect, test } from "vitest";
import { filterChanged } from "../../src/rules/filter-changed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a predicate in a CTE is told with both texts and its line", async () => {
  const [found, ...others] = await checkSqlFixture(filterChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    evidence: [
      {
        kind: "sql",
        before: "status = 'paid'",
        after: "status <> 'void'",
        path: "models/orders.sql",
        line: 4,
        text: "filter in CTE paid",
      },
    ],
    affected: ["model.shop.revenue"],
  });
  expect(wordsOf(filterChanged, found).title).toBe(
    "Filter in CTE `paid` of `orders` changed: `status = 'paid'` is now `status <> 'void'`",
  );
});

test("a new predicate is told as added", async () => {
  const [found, ...others] = await checkSqlFixture(filterChanged, "added");

  expect(others).toEqual([]);
  expect(found).toMatchObject({ evidence: [{ after: "amount > 0", line: 5 }] });
  expect(wordsOf(filterChanged, found).title).toBe("Filter added in CTE `paid` of `orders`: `amount > 0`");
});

test("several predicates of a model are one finding", async () => {
  const [found, ...others] = await checkSqlFixture(filterChanged, "several");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    evidence: [{ text: "filter in CTE paid" }, { text: "filter in the last select" }],
  });
  expect(wordsOf(filterChanged, found).title).toBe("Filters of `orders` changed in 2 places");
});

test("the same edit in many models is one finding", async () => {
  const [found, ...others] = await checkSqlFixture(filterChanged, "wide");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders_de" },
    affected: ["model.shop.orders_fr", "model.shop.orders_nl", "model.shop.orders_us"],
  });
  expect(wordsOf(filterChanged, found).title).toBe("Filters changed in the same way in 4 models");
});

test("swapped sides and another name of the CTE are silent", async () => {
  expect(await checkSqlFixture(filterChanged, "silent")).toEqual([]);
});

test("a filter that only the development target compiles is silent", async () => {
  expect(await checkSqlFixture(filterChanged, "development-only")).toEqual([]);
});
