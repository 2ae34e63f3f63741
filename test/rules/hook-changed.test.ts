import { expect, test } from "vitest";
import { hookChanged } from "../../src/rules/hook-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a post-hook that runs something else is a note with both texts", () => {
  const found = checkFixture(hookChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      facts: { name: "orders", hooks: ["post-hook"] },
      evidence: [
        {
          kind: "hook",
          before: "analyze {{ this }}",
          after: "grant select on {{ this }} to reporting",
          text: "post-hook",
        },
      ],
      affected: [],
    },
  ]);
  expect(found[0]?.severity).toBeUndefined();
});

test("another spelling and a comment are no change", () => {
  expect(checkFixture(hookChanged, "silent")).toEqual([]);
});

test("a hook that takes rows out of its own model is a warning, and touches whoever reads it", () => {
  expect(checkFixture(hookChanged, "rows")).toMatchObject([
    {
      variant: "rows",
      severity: "warning",
      certainty: "structural",
      evidence: [{ after: "delete from {{ this }} where amount < 0" }],
      affected: ["model.shop.daily_revenue"],
    },
  ]);
});

test("one that writes elsewhere is a note", () => {
  const [found] = checkFixture(hookChanged, "elsewhere");

  expect(found).toMatchObject({ facts: { hooks: ["pre-hook"] }, affected: [] });
  expect(found?.severity).toBeUndefined();
});

test("the same change of several models is one finding", () => {
  expect(checkFixture(hookChanged, "many")).toMatchObject([
    {
      variant: "many",
      facts: { count: 2, objects: ["orders", "payments"] },
      affected: ["model.shop.payments"],
    },
  ]);
});

test("many different changes are one finding", () => {
  expect(checkFixture(hookChanged, "many-changes")).toMatchObject([
    { variant: "many", facts: { count: 4, hooks: ["post-hook"] } },
  ]);
});
