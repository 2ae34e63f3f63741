import { expect, test } from "vitest";
import { modelVersionRemoved } from "../../src/rules/model-version-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a contracted version that goes without a date is an error", () => {
  expect(checkFixture(modelVersionRemoved, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.customers.v1" },
      facts: { model: "customers", version: "1" },
      affected: ["model.shop.churn"],
      cause: "node:model.shop.customers.v1",
    },
  ]);
});

test("a version that something in head still refers to is an error even past its date", () => {
  const found = checkFixture(modelVersionRemoved, "still-referenced");

  expect(found).toMatchObject([
    { variant: "referenced", evidence: [{ kind: "model" }, { uniqueId: "model.shop.churn" }] },
  ]);
  expect(found[0]?.severity).toBeUndefined();
});

test("a version that goes before its date is an error also without a contract", () => {
  expect(checkFixture(modelVersionRemoved, "before-its-date")).toMatchObject([
    { variant: "early", facts: { date: "2026-06-30" } },
  ]);
});

test("an unused version that nobody promised is a warning", () => {
  expect(checkFixture(modelVersionRemoved, "without-a-date")).toMatchObject([
    { variant: "undated", severity: "warning", pinned: true },
  ]);
});

test("a version past its date that nothing refers to may go", () => {
  expect(checkFixture(modelVersionRemoved, "silent")).toEqual([]);
});

test("a contracted version that an installed package drops is an error, an uncontracted one is its own business", () => {
  expect(checkFixture(modelVersionRemoved, "installed-package")).toMatchObject([
    { subject: { uniqueId: "model.billing.customers.v1" } },
  ]);
  expect(checkFixture(modelVersionRemoved, "installed-package-uncontracted")).toEqual([]);
});

test("the versions of a renamed project are gone under its old name", () => {
  expect(checkFixture(modelVersionRemoved, "other-package")).toMatchObject([
    { variant: "moved", facts: { before: "shop", after: "store" } },
    { variant: "moved", facts: { version: "2" } },
  ]);
});
