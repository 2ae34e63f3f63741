import { expect, test } from "vitest";
import { ownerChanged } from "../../src/rules/owner-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("models that go from one group to another are one finding with both groups", () => {
  expect(checkFixture(ownerChanged, "fires")).toMatchObject([
    {
      variant: "many",
      facts: { count: 2, before: "crm", after: "finance" },
      affected: ["model.shop.orders"],
    },
  ]);
});

test("a first owner is not a change of owners", () => {
  expect(checkFixture(ownerChanged, "silent")).toEqual([]);
});

test("another owner of a group is one finding on the group, not one per member", () => {
  const found = checkFixture(ownerChanged, "group-owner");

  expect(found).toMatchObject([
    { subject: { uniqueId: "group.shop.crm" }, facts: { before: "crm-team", after: "sales-team" } },
  ]);
});

test("a dropped meta.owner is worded as such", () => {
  expect(checkFixture(ownerChanged, "meta")).toMatchObject([
    { variant: "dropped", facts: { names: ["customers"], before: "crm-team" } },
  ]);
});

test("an owner that keeps the name and changes the address is a change of contact", () => {
  expect(checkFixture(ownerChanged, "contact")).toMatchObject([
    { subject: { uniqueId: "exposure.shop.finance_dashboard" }, variant: "contact" },
  ]);
});
