import { expect, test } from "vitest";
import { columnTypeChanged } from "../../src/rules/column-type-changed.ts";
import { checkFixture, checkSqlFixture } from "../support/rule-fixture.ts";

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

test("a cast to a narrower type is a warning, through a CTE that is only passed on", async () => {
  const found = await checkSqlFixture(columnTypeChanged, "cast-narrowed");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      evidence: [{ before: "decimal(12, 2)", after: "int", text: "a narrower type" }],
      affected: ["model.shop.revenue"],
    },
  ]);
  expect(found[0]?.variant).toBeUndefined();
});

test("a cast of a column whose type is declared is told with both types", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-of-known-type")).toMatchObject([
    { evidence: [{ before: "numeric", after: "text", text: "number to string" }] },
  ]);
});

test("a cast of a column whose type nobody knows is a note", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-of-unknown-type")).toMatchObject([
    { variant: "cast", severity: "note", facts: { casts: "now to text" } },
  ]);
});

test("another spelling of a cast, and another value with a cast, are silent", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-alias")).toEqual([]);
  expect(await checkSqlFixture(columnTypeChanged, "other-value-with-cast")).toEqual([]);
});
