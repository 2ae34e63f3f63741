import { expect, test } from "vitest";
import { sidesIn } from "../../src/cli/sides-in.ts";

const told = (line: string) => sidesIn(line.split(" "));

test("the sides of a review are told from its words, in both forms and in any order", () => {
  expect(told("review --base a --head b")).toEqual({ base: "a", head: "b", cache: undefined });
  expect(told("--log-level info review --head=b --format json --base=a --cache c")).toEqual({
    base: "a",
    head: "b",
    cache: "c",
  });
  expect(told("review --base a --head b --no-cache")).toEqual({ base: "a", head: "b", cache: null });
});

test.each(["review --base a", "review --head b --base", "doctor --base a --head b", ""])(
  "`%s` tells no two sides of a review",
  (line) => {
    expect(told(line)).toBeNull();
  },
);
