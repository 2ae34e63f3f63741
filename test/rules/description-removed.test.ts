import { expect, test } from "vitest";
import { descriptionRemoved } from "../../src/rules/description-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("the emptied descriptions of a model and its column are one finding", () => {
  const [found, ...others] = checkFixture(descriptionRemoved, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    variant: "whole",
    evidence: [
      { kind: "description", before: "One row per order." },
      { kind: "description", column: "amount", before: "In euro." },
    ],
  });
  expect(wordsOf(descriptionRemoved, found).why).toContain("`orders` and `amount`");
});

test("a reworded description, and one of a column that left the code too, are silent", () => {
  expect(checkFixture(descriptionRemoved, "silent")).toEqual([]);
});

test("a column that only left the YAML has lost its description", () => {
  const [found] = checkFixture(descriptionRemoved, "column-undeclared");

  expect(found).toMatchObject({ subject: { uniqueId: "model.shop.revenue", column: "total" } });
  expect(found?.certainty).toBeUndefined();
  expect(wordsOf(descriptionRemoved, found).title).toBe(
    "The description of column `total` of `revenue` was removed",
  );
});

test("where the code changed as well, that the column is still there is not proven", () => {
  expect(checkFixture(descriptionRemoved, "column-perhaps-gone")).toMatchObject([
    { subject: { column: "total" }, certainty: "structural" },
  ]);
});

test.each(["gone-by-catalog", "gone-upstream", "column-renamed"])(
  "a column that is gone or has another name has lost nothing (%s)",
  (scenario) => {
    expect(checkFixture(descriptionRemoved, scenario)).toEqual([]);
  },
);

test("a source's own description is one finding for all its tables, besides a table's column", () => {
  expect(checkFixture(descriptionRemoved, "source")).toMatchObject([
    { subject: { uniqueId: "source.shop.raw.orders", column: "id" }, facts: { name: "raw.orders" } },
    {
      subject: { uniqueId: "source.shop.raw.orders" },
      facts: { name: "raw" },
      key: "source",
      affected: ["source.shop.raw.payments"],
    },
  ]);
});

test("a metric and a measure can lose their descriptions too", () => {
  expect(checkFixture(descriptionRemoved, "semantic-layer")).toMatchObject([
    { subject: { uniqueId: "metric.shop.revenue" } },
    { subject: { uniqueId: "semantic_model.shop.orders" }, variant: "part", facts: { kind: "measure" } },
  ]);
});

test("one column that lost its text in three models is one finding", () => {
  const [found, ...others] = checkFixture(descriptionRemoved, "together");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    variant: "together",
    affected: ["model.shop.refunds", "model.shop.returns"],
  });
  expect(wordsOf(descriptionRemoved, found).title).toBe(
    "The descriptions of `store` were removed from 3 objects",
  );
});
