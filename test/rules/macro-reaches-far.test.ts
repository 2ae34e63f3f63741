import { expect, test } from "vitest";
import { macroReachesFar } from "../../src/rules/macro-reaches-far.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a changed macro that five models reach through another macro is one finding with the models", () => {
  const found = checkFixture(macroReachesFar, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "macro.shop.rounded" },
      facts: { macro: "rounded", count: 5 },
      affected: [
        "model.shop.credits",
        "model.shop.invoices",
        "model.shop.orders",
        "model.shop.payments",
        "model.shop.refunds",
      ],
    },
  ]);
});

test("formatting and comments of a macro change nothing", () => {
  expect(checkFixture(macroReachesFar, "silent")).toEqual([]);
});

test("four models are not far", () => {
  expect(checkFixture(macroReachesFar, "few")).toEqual([]);
});

test("two upgraded packages are one finding with what depends on them", () => {
  const found = checkFixture(macroReachesFar, "package");

  expect(found).toMatchObject([
    {
      variant: "package",
      facts: { packages: ["dbt_utils", "ledger"], count: 2, nodes: 2 },
      affected: ["model.shop.orders", "model.shop.revenue"],
    },
  ]);
});

test("packages that nothing of the project depends on are silent", () => {
  expect(checkFixture(macroReachesFar, "package-unused")).toEqual([]);
});

test("dbt's own macros are silent", () => {
  expect(checkFixture(macroReachesFar, "dbt-upgraded")).toEqual([]);
});
