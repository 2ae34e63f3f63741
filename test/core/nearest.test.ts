import { expect, test } from "vitest";
import { nearestName, nearestNames } from "../../src/core/nearest.ts";

test.each([
  ["custmers", "customers"],
  ["ORDERS", "orders"],
  ["warn", "warning"],
  ["inventory", null],
  ["x", null],
])("%s: %s was meant", (written, meant) => {
  expect(nearestName(written, ["orders", "customers", "warning"])).toBe(meant);
});

test("the closest name comes first, and no more than asked for", () => {
  expect(nearestNames("order", ["ordered", "orders", "order_items", "border"], 2)).toEqual([
    "border",
    "orders",
  ]);
});
