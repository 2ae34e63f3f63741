import { expect, test } from "vitest";
import { modelUndocumented } from "../../src/rules/model-undocumented.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a new model that an exposure reads and nobody has described is a warning", () => {
  const [found, ...others] = checkFixture(modelUndocumented, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    severity: "warning",
    variant: "exposed",
    evidence: [{ kind: "description", uniqueId: "model.shop.orders", path: "models/orders.sql" }],
  });
  expect(wordsOf(modelUndocumented, found).title).toBe(
    "`orders` has no description, though it is read by an exposure",
  );
});

test("a described new model is silent, and so is an old model without a description", () => {
  expect(checkFixture(modelUndocumented, "silent")).toEqual([]);
});

test("an undescribed model whose columns change is a note", () => {
  const [found] = checkFixture(modelUndocumented, "reshaped");

  expect(found).toMatchObject({ subject: { uniqueId: "model.shop.orders" } });
  expect(found?.severity).toBeUndefined();
});

test("an undescribed model whose columns stay as they are is old debt", () => {
  expect(checkFixture(modelUndocumented, "old-debt")).toEqual([]);
});

test("many models of the project's inside are one finding, a public one keeps its own", () => {
  const found = checkFixture(modelUndocumented, "many");

  expect(found).toMatchObject([
    { subject: { uniqueId: "model.shop.revenue" }, variant: "exposed" },
    {
      subject: { uniqueId: "model.shop.customers" },
      variant: "several",
      affected: ["model.shop.orders", "model.shop.payments", "model.shop.refunds"],
    },
  ]);
  expect(found[1]?.evidence).toHaveLength(4);
  expect(wordsOf(modelUndocumented, found[1]).title).toBe("4 models of this change have no description");
});
