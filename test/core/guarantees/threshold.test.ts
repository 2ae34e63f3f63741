import { expect, test } from "vitest";
import { loosensThreshold } from "../../../src/core/guarantees/threshold.ts";

test.each([
  ["!= 0", ">10"],
  [">10", "> 100"],
  [">= 5", ">5"],
  ["> 0", "between 1 and 5"],
])("from %s to %s lets more failures pass", (before, after) => {
  expect(loosensThreshold(before, after)).toBe(true);
});

test.each([
  [">10", "!= 0"],
  ["!= 0", ">0"],
  ["<> 0", "!=0"],
  [">100", ">= 100"],
  ["between 1 and 5", ">= 1"],
  ["= 1", "between 1 and 5"],
  ["= 5", "between 1 and 5"],
])("from %s to %s lets no more pass", (before, after) => {
  expect(loosensThreshold(before, after)).toBe(false);
});

test("a condition that cannot be read is not judged", () => {
  expect(loosensThreshold("!= 0", "> (select max(id) from limits)")).toBe(false);
});
