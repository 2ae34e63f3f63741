import { expect, test } from "vitest";
import { shareParts } from "../../../src/edges/artifacts/share-parts.ts";

const base = () => ({
  name: "orders",
  config: { tags: ["a"], meta: { x: 1 } },
  columns: [{ name: "id" }, { name: "at" }],
});

test("what is equal throughout becomes the counterpart itself", () => {
  const like = base();

  expect(shareParts(base(), like)).toBe(like);
});

test("of what differs, the equal parts become those of the counterpart, and nothing else changes", () => {
  const like = base();
  const value = { ...base(), name: "payments", columns: [{ name: "id" }, { name: "to" }] };
  const copy = structuredClone(value);

  const shared = shareParts<object>(value, like);

  expect(shared).toBe(value);
  expect(shared).toEqual(copy);
  expect(value.config).toBe(like.config);
  expect(value.columns[0]).toBe(like.columns[0]);
  expect(like).toEqual(base());
});

test.each([
  ["a key more", { a: 1, b: 2 }, { a: 1 }],
  ["a key less", { a: 1 }, { a: 1, b: 2 }],
  ["another order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an item more", [1, 2], [1]],
  ["an item less", [1], [1, 2]],
  ["a list for an object", [1], { 0: 1 }],
  ["null for an object", { a: null }, { a: {} }],
  ["a text for a number", { a: "1" }, { a: 1 }],
])("%s is a difference", (_what, value, like) => {
  const copy = structuredClone(value);

  expect(shareParts<object>(value, like)).toBe(value);
  expect(value).toEqual(copy);
});
