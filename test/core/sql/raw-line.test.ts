import { expect, test } from "vitest";
import { rawLine } from "../../../src/core/sql/raw-line.ts";

const RAW = "{{ config(materialized='table') }}\nselect id\nfrom {{ ref('orders') }}\nwhere amount > 0";

test("a line between two lines that both texts hold is as far from them in the model's text", () => {
  expect(rawLine(3, "\nselect id\nfrom db.shop.orders\nwhere amount > 0", RAW)).toBe(3);
});

test("a line stays where it is found when Jinja above it became several lines", () => {
  expect(rawLine(5, "\nselect id\nfrom (\n  orders)\nwhere amount > 0", RAW)).toBe(4);
});

test("a line inside what Jinja made has no line in the model's text", () => {
  expect(rawLine(4, "\nselect id\nfrom (\n  orders)\nwhere amount > 0", RAW)).toBeNull();
});
