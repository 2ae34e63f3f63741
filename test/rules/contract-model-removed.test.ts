import { expect, test } from "vitest";
import { contractModelRemoved } from "../../src/rules/contract-model-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a contracted model that is deleted is an error with what read it", () => {
  expect(checkFixture(contractModelRemoved, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      affected: ["model.shop.revenue"],
      cause: "node:model.shop.orders",
    },
  ]);
});

test("a contracted model that is disabled is called disabled", () => {
  expect(checkFixture(contractModelRemoved, "disabled")).toMatchObject([
    { subject: { uniqueId: "model.shop.orders" }, variant: "disabled" },
  ]);
});

test("a renamed model is gone under its old name, and the new one is said", () => {
  expect(checkFixture(contractModelRemoved, "renamed")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      variant: "renamed",
      facts: { newName: "sales_orders" },
      evidence: [{ before: "model.shop.orders", after: "model.shop.sales_orders" }],
    },
  ]);
});

test("a model past its deprecation date may go", () => {
  expect(checkFixture(contractModelRemoved, "silent")).toEqual([]);
});

test("a model that is disabled without its contract is none of dbt's breaks: it asks the disabled model", () => {
  expect(checkFixture(contractModelRemoved, "disabled-uncontracted")).toEqual([]);
});

test("a model that keeps its name in a renamed project is gone under the old project's name", () => {
  expect(checkFixture(contractModelRemoved, "other-package")).toMatchObject([
    { variant: "moved", facts: { model: "orders", before: "shop", after: "store" } },
  ]);
});

test("a contracted model that an installed package drops is gone too, as dbt says", () => {
  expect(checkFixture(contractModelRemoved, "installed-package")).toMatchObject([
    { subject: { uniqueId: "model.billing.orders" } },
  ]);
});

test("a model that gets versions is gone under its plain name", () => {
  expect(checkFixture(contractModelRemoved, "versioned")).toMatchObject([
    { subject: { uniqueId: "model.shop.orders" }, variant: "versioned", facts: { newName: "orders.v1" } },
  ]);
});
