import { expect, test } from "vitest";
import { contractColumnTypeChanged } from "../../src/rules/contract-column-type-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

function graded(scenario: string): Record<string, readonly (string | boolean | undefined)[]> {
  return Object.fromEntries(
    checkFixture(contractColumnTypeChanged, scenario).map(({ subject, severity, pinned, variant }) => [
      subject.column,
      [severity ?? contractColumnTypeChanged.severity, pinned, variant],
    ]),
  );
}

test("a type of another meaning is an error with both types", () => {
  expect(checkFixture(contractColumnTypeChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      evidence: [{ column: "amount", before: "numeric(10,2)", after: "double precision" }],
      affected: ["model.shop.revenue"],
    },
    {
      subject: { uniqueId: "model.shop.orders", column: "order_id" },
      facts: { difference: "number to string" },
    },
  ]);
  expect(graded("fires")).toEqual({
    amount: ["error", undefined, undefined],
    order_id: ["error", undefined, undefined],
  });
});

test("from dbt 1.11 on letter case and size are notes that dbt does not report, an alias one that it does", () => {
  expect(graded("spelling-and-size-in-1-11")).toEqual({
    order_id: ["note", true, "respelled"],
    amount: ["note", true, "resized-unreported"],
    status: ["warning", true, "narrowed-unreported"],
    note: ["note", true, "respelled-unreported"],
    placed_at: ["warning", true, "changed-unreported"],
  });
});

test("before dbt 1.11 every other text is reported, which changes the words and not the meaning", () => {
  expect(graded("spelling-and-size-in-1-9")).toEqual({
    order_id: ["note", true, "respelled"],
    amount: ["note", true, "resized"],
    status: ["warning", true, "narrowed"],
    note: ["note", true, "respelled"],
    placed_at: ["error", undefined, undefined],
  });
});

test("unchanged types beside a new column are silent", () => {
  expect(checkFixture(contractColumnTypeChanged, "silent")).toEqual([]);
});

test("of an installed package only what breaks the contract is told, not how it spells its types", () => {
  const broken = ["error", undefined, undefined];

  expect(graded("installed-package")).toEqual({ placed_at: broken, status: broken });
});
