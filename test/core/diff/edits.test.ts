import { expect, test } from "vitest";
import { compareText, compareTexts, compareValue, compareWords } from "../../../src/core/diff/edits.ts";

const spot = { part: "definition", aspect: "expr" };

test.each([
  [null, ""],
  ["", null],
])("an empty text is an absent one: %j and %j", (before, after) => {
  expect(compareText(spot, before, after)).toEqual([]);
});

test("a text that was emptied is an edit with nothing after it", () => {
  expect(compareText(spot, "amount", "")).toEqual([{ ...spot, before: "amount", after: null }]);
});

test("values are compared by what they mean, whatever the order of their keys", () => {
  expect(compareValue(spot, { count: 1, period: "day" }, { period: "day", count: 1 })).toEqual([]);
  expect(compareValue(spot, { count: 1 }, undefined)).toEqual([
    { ...spot, before: '{"count":1}', after: null },
  ]);
});

test("how a description is wrapped does not count", () => {
  expect(compareWords(spot, "One row\nper order.", "One row per order. ")).toEqual([]);
});

test("an aspect that one side lacks is an edit", () => {
  expect(compareTexts("definition", { agg: "sum" }, { expr: "amount" })).toEqual([
    { part: "definition", aspect: "agg", before: "sum", after: null },
    { part: "definition", aspect: "expr", before: null, after: "amount" },
  ]);
});
