import { expect, test } from "vitest";
import { columnTypeChanged } from "../../src/rules/column-type-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a number that becomes a string is a warning with both types", () => {
  const found = checkFixture(columnTypeChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      evidence: [{ column: "amount", before: "numeric", after: "text", text: "number to string" }],
      affected: ["model.shop.revenue"],
    },
  ]);
  expect(found[0]?.severity ?? columnTypeChanged.severity).toBe("warning");
});

test("a wider type is a note", () => {
  expect(checkFixture(columnTypeChanged, "wider")).toMatchObject([
    { subject: { column: "order_id" }, severity: "note", variant: "wider" },
  ]);
});

test("an alias and a larger size are silent", () => {
  expect(checkFixture(columnTypeChanged, "silent")).toEqual([]);
});

test("a declared type that changes without its SQL is documentation", () => {
  expect(checkFixture(columnTypeChanged, "declared-only")).toEqual([]);
});
