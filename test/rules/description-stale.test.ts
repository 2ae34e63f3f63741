import { expect, test } from "vitest";
import { descriptionStale } from "../../src/rules/description-stale.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a description that names a lost operand and a lost number is stale", async () => {
  const [found, ...others] = await checkSqlFixture(descriptionStale, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders", column: "revenue" },
    evidence: [{ kind: "description", column: "revenue", text: "no longer in the SQL: gross_amount, 100" }],
  });
  expect(wordsOf(descriptionStale, found).title).toBe(
    "The description of `revenue` of `orders` still says `gross_amount` and `100`",
  );
});

test("a description that was rewritten with the expression is silent", async () => {
  expect(await checkSqlFixture(descriptionStale, "silent")).toEqual([]);
});

test.each([
  ["aggregate", "avg"],
  ["unit", "usd"],
])("a description that says a lost %s is stale", async (scenario, word) => {
  expect(await checkSqlFixture(descriptionStale, scenario)).toMatchObject([{ facts: { words: [word] } }]);
});

test("a model's description that names a value which no filter names any more is stale", async () => {
  expect(await checkSqlFixture(descriptionStale, "filter")).toMatchObject([
    { variant: "model", facts: { words: ["'completed'"] } },
  ]);
});

test("a documented column that the SQL no longer makes is named, with the cause that it shares", async () => {
  expect(await checkSqlFixture(descriptionStale, "gone")).toMatchObject([
    { variant: "gone", subject: { column: "status" }, cause: "column:model.shop.orders.status" },
  ]);
});

test("several documented columns that are gone are one finding, and their own words are no second one", async () => {
  expect(await checkSqlFixture(descriptionStale, "gone-together")).toMatchObject([
    { variant: "gone", facts: { columns: ["status", "customer_id"] } },
  ]);
});

test.each(["unspoken", "extended", "filter-widened", "gone-undocumented", "unit-of-own-name"])(
  "%s is silent",
  async (scenario) => {
    expect(await checkSqlFixture(descriptionStale, scenario)).toEqual([]);
  },
);
