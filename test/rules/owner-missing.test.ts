import { expect, test } from "vitest";
import { ownerMissing } from "../../src/rules/owner-missing.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a new public model without an owner fires in a project that names owners", () => {
  expect(checkFixture(ownerMissing, "fires")).toMatchObject([
    { subject: { uniqueId: "model.shop.orders" }, facts: { use: "public" } },
  ]);
});

test("meta.owner is an owner, and a model inside the project needs none", () => {
  expect(checkFixture(ownerMissing, "silent")).toEqual([]);
});

test("more than three models are one finding", () => {
  expect(checkFixture(ownerMissing, "many")).toMatchObject([
    { variant: "many", facts: { count: 4, models: ["orders", "payments", "refunds", "revenue"] } },
  ]);
});

test("a project that names no owners is left in peace", () => {
  expect(checkFixture(ownerMissing, "no-owners-named")).toEqual([]);
});
