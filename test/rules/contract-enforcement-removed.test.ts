import { expect, test } from "vitest";
import { contractEnforcementRemoved } from "../../src/rules/contract-enforcement-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a contract that is switched off is one error that names what is no longer promised", () => {
  const found = checkFixture(contractEnforcementRemoved, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      evidence: [
        { kind: "contract", before: "enforced", after: "not enforced" },
        { kind: "column", column: "placed_at", before: "timestamp" },
      ],
      affected: ["model.shop.revenue"],
    },
  ]);
  expect(found[0]?.severity ?? contractEnforcementRemoved.severity).toBe("error");
});

test("a contract that stays enforced is silent", () => {
  expect(checkFixture(contractEnforcementRemoved, "silent")).toEqual([]);
});
