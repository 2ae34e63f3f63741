import { expect, test } from "vitest";
import { contractMaterializationChanged } from "../../src/rules/contract-materialization-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a table with constraints that becomes a view is an error", () => {
  expect(checkFixture(contractMaterializationChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      evidence: [{ before: "table", after: "view", text: "materialized" }],
      affected: ["model.shop.revenue"],
    },
  ]);
});

test("an incremental model holds the constraints too", () => {
  expect(checkFixture(contractMaterializationChanged, "silent")).toEqual([]);
});

test("a contract without constraints has none to lose", () => {
  expect(checkFixture(contractMaterializationChanged, "without-constraints")).toEqual([]);
});
