import { expect, test } from "vitest";
import { rawLines } from "../../../src/core/sql/raw-lines.ts";

const RAW = "{{ config(materialized='table') }}\nselect id\nfrom {{ ref('orders') }}\nwhere amount > 0";

test("a line between two lines that both texts hold is as far from them in the model's text", () => {
  expect(rawLines("\nselect id\nfrom db.shop.orders\nwhere amount > 0", RAW)(3)).toBe(3);
});

test("a line stays where it is found when Jinja above it became several lines", () => {
  expect(rawLines("\nselect id\nfrom (\n  orders)\nwhere amount > 0", RAW)(5)).toBe(4);
});

test("a line inside what Jinja made has no line in the model's text", () => {
  expect(rawLines("\nselect id\nfrom (\n  orders)\nwhere amount > 0", RAW)(4)).toBeNull();
});
