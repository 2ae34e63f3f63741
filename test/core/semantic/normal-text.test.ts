import { expect, test } from "vitest";
import { normalCall, normalSet, normalText } from "../../../src/core/semantic/normal-text.ts";

test.each([
  ["{{ Dimension('order__status') }} = 'paid'", "{{Dimension(\"order__status\")}}\r\n  =  'paid'\n"],
  ["a  and\nb", "a and b"],
  ["coalesce( a , 0 )", "coalesce(a,0)"],
  ["a >= 1", "a>=1"],
])("%j and %j are one text", (one, other) => {
  expect(normalText(one)).toBe(normalText(other));
});

test.each([
  ["status = 'a  b'", "status = 'a b'"],
  ["select ab", "select a b"],
  ['"Status" = 1', "'Status' = 1"],
  ["Paid", "paid"],
])("%j and %j are two texts", (one, other) => {
  expect(normalText(one)).not.toBe(normalText(other));
});

test("a lone quote is read to the end without trouble", () => {
  expect(normalText("it's  open")).toBe("it's open");
});

test("long broken text is read in linear time", () => {
  const quotes = `"${"'".repeat(50_001)}${"{{ ".repeat(20_000)}`;

  expect(normalText(quotes).length).toBeGreaterThan(50_000);
});

test("a call stands without braces", () => {
  expect(normalCall('ref( "orders" )')).toBe("ref('orders')");
});

test("filters are a set, and two filters are not one with their texts joined", () => {
  expect(normalSet(["b = 2", "a = 1", "a  = 1"])).toBe(normalSet(["a = 1", "b = 2"]));
  expect(normalSet(["a or b", "c"])).not.toBe(normalSet(["a or b AND c"]));
});
