import { expect, test } from "vitest";
import { modelRemovedInUse } from "../../src/rules/model-removed-in-use.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a removed model whose reader lives on without it is a structural warning", () => {
  const found = checkFixture(modelRemovedInUse, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.payments" },
      affected: ["model.shop.report"],
      cause: "node:model.shop.payments",
    },
  ]);
  expect(found[0]?.certainty ?? modelRemovedInUse.certainty).toBe("structural");
});

test("a reference that is left in head is a proven error, whether or not dbt resolved it", () => {
  expect(checkFixture(modelRemovedInUse, "still-referenced")).toMatchObject([
    { severity: "error", certainty: "proven", variant: "dangling", affected: ["model.shop.report"] },
  ]);
});

test("a model that a package dropped is heard where the project still refers to it", () => {
  expect(checkFixture(modelRemovedInUse, "package-model-still-referenced")).toMatchObject([
    { subject: { uniqueId: "model.money.currencies" }, severity: "error", affected: ["model.shop.rates"] },
  ]);
});

test("a renamed model is heard when its table has another name and an exposure reads it", () => {
  expect(checkFixture(modelRemovedInUse, "renamed-with-exposure")).toMatchObject([
    { variant: "renamed", facts: { newName: "receipts", users: ["weekly"], table: "payments" } },
  ]);
});

test("a renamed model that keeps its table is silent", () => {
  expect(checkFixture(modelRemovedInUse, "renamed-same-table")).toEqual([]);
});

test("a model that goes with everything that read it is silent", () => {
  expect(checkFixture(modelRemovedInUse, "silent")).toEqual([]);
});

test("a model that nothing in the project reads, but queries do, is heard", () => {
  const found = checkFixture(modelRemovedInUse, "queried");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.payments" },
      variant: "queried",
      facts: { use: "412 queries by 23 people in 90 days" },
    },
  ]);
  expect(found[0]?.certainty ?? modelRemovedInUse.certainty).toBe("structural");
});
