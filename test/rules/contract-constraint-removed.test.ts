import { expect, test } from "vitest";
import { contractConstraintRemoved } from "../../src/rules/contract-constraint-removed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("each enforced constraint that is gone or reads otherwise is a finding", () => {
  expect(checkFixture(contractConstraintRemoved, "fires")).toMatchObject([
    { subject: { column: "order_id" }, key: "not_null", evidence: [{ before: "not_null" }] },
    {
      subject: { uniqueId: "model.shop.orders" },
      key: "primary_key (order_id)",
      evidence: [{ column: "order_id" }],
    },
    {
      variant: "model-changed",
      evidence: [{ before: "check positive amount > 0", after: "check positive amount >= 0" }],
    },
  ]);
});

test("a constraint that the adapter does not enforce is a note when it is gone", () => {
  const found = checkFixture(contractConstraintRemoved, "not-enforced");

  expect(found.map(({ severity, pinned, variant }) => [severity, pinned, variant])).toEqual(
    found.map(() => ["note", true, "unenforced"]),
  );
  expect(found).not.toEqual([]);
});

test("an added constraint is silent", () => {
  expect(checkFixture(contractConstraintRemoved, "silent")).toEqual([]);
});
