import { expect, test } from "vitest";
import { testOrphaned } from "../../src/rules/test-orphaned.ts";
import { checkFixture, checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a test that names a column which the contract no longer has is a proven error", () => {
  const [found, ...others] = checkFixture(testOrphaned, "fires");

  expect(others).toEqual([]);
  expect(testOrphaned).toMatchObject({ severity: "error", certainty: "proven" });
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders", column: "amount" },
    cause: "column:model.shop.orders.amount",
    affected: ["test.shop.orders_grain"],
    evidence: [{ kind: "column" }, { kind: "test", uniqueId: "test.shop.orders_grain", column: "amount" }],
  });
  expect(found?.severity).toBeUndefined();
  expect(wordsOf(testOrphaned, found).title).toBe(
    "Column `amount` of `orders` is gone, but a test still names it",
  );
});

test("a test that was changed together with the column is silent", () => {
  expect(checkFixture(testOrphaned, "silent")).toEqual([]);
});

test("catalogs of both sides prove it too, whatever their case", () => {
  const [found] = checkFixture(testOrphaned, "by-catalog");

  expect(found).toMatchObject({ subject: { column: "AMOUNT" }, cause: "column:model.shop.orders.amount" });
  expect(found?.severity).toBeUndefined();
});

test("a relationships test of another model that looks the column up is orphaned as well", () => {
  expect(checkFixture(testOrphaned, "looked-up")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "order_number" },
      affected: ["test.shop.rel_payments_order"],
    },
  ]);
});

test("a column that only its model's text no longer names is a warning", () => {
  expect(checkFixture(testOrphaned, "not-proven")).toMatchObject([
    { subject: { column: "amount" }, severity: "warning", certainty: "structural" },
  ]);
});

test("compiled SQL that no longer has the column proves it", async () => {
  const [found, ...others] = await checkSqlFixture(testOrphaned, "by-sql");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { column: "amount" },
    affected: ["test.shop.not_null_orders_amount"],
  });
  expect(found?.severity).toBeUndefined();
});

test("a column that an incremental table or a star may still hold is not proven to be gone", async () => {
  expect(await checkSqlFixture(testOrphaned, "by-sql-incremental")).toMatchObject([
    { severity: "warning", certainty: "structural" },
  ]);
  expect(await checkSqlFixture(testOrphaned, "by-sql-star")).toMatchObject([
    { severity: "warning", certainty: "structural" },
  ]);
});

test("a column that the SQL still has, in whatever case, is silent", async () => {
  expect(await checkSqlFixture(testOrphaned, "by-sql-kept")).toEqual([]);
  expect(await checkSqlFixture(testOrphaned, "by-sql-case")).toEqual([]);
});
