import { expect, test } from "vitest";
import { positionalConsumer } from "../../src/rules/positional-consumer.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("columns in another order fall under others of the first branch", async () => {
  const [found, ...others] = await checkSqlFixture(positionalConsumer, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    affected: ["model.shop.movements"],
    evidence: [{ uniqueId: "model.shop.movements", path: "models/movements.sql" }],
  });
  expect(wordsOf(positionalConsumer, found).title).toBe(
    "`*` of `orders` is united by position in `movements`: `id` now falls under `amount`",
  );
});

test("a column that only one branch gets leaves the branches uneven", async () => {
  const [found] = await checkSqlFixture(positionalConsumer, "uneven");

  expect(found?.variant).toBe("uneven");
  expect(wordsOf(positionalConsumer, found).why).toContain("The branches have 3 and 2 columns.");
});

test("a union that lists its columns is silent", async () => {
  expect(await checkSqlFixture(positionalConsumer, "silent")).toEqual([]);
});

test("a column that all branches get is silent", async () => {
  expect(await checkSqlFixture(positionalConsumer, "all-branches")).toEqual([]);
});
