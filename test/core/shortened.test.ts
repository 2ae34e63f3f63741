import { describe, expect, test } from "vitest";
import { shortened } from "../../src/core/shortened.ts";

const NAME = "customers_of_all_countries";

describe("two texts of an edit are cut to where they differ", () => {
  test.each([
    ["what fits stays whole", "sum(amount)", "sum(amount - tax)", 40, "sum(amount)", "sum(amount - tax)"],
    [
      "a space that only looks like one is told",
      "trim(name, '\u{a0}')",
      "trim(name, ' ')",
      60,
      "trim(name, '\\u{a0}')",
      "trim(name, ' ')",
    ],
    [
      "two spaces are told",
      "replace(name, '  ', '')",
      "replace(name, ' ', '')",
      60,
      "replace(name, ' \\u{20}', '')",
      "replace(name, ' ', '')",
    ],
    [
      "a beginning that both share is left out",
      "coalesce(amount, 0) + tax + fee",
      "coalesce(amount, 0) + tax + discount",
      28,
      "…fee",
      "…discount",
    ],
    [
      "a long name is left out as far as both share it",
      `${NAME}_north.id + 1`,
      `${NAME}_south.id + 1`,
      28,
      "…north.id + 1",
      "…south.id + 1",
    ],
    [
      "where a side has nothing the other is cut at its end",
      "",
      "a ".repeat(30),
      28,
      "",
      "a ".repeat(14).trim(),
    ],
  ])("%s", (_what, ...[before, after, room, was, is]) => {
    const cut = shortened(before, after, room);

    expect([cut.before, cut.after.replace(/…$/u, "")]).toEqual([was, is]);
  });

  test("other texts are never cut to the same", () => {
    const texts = Array.from({ length: 60 }, (_item, length) => [
      `${"x".repeat(length)}a${"y".repeat(80)}`,
      `${"x ".repeat(length)}b ${"y ".repeat(80)}`,
      "x".repeat(length + 1),
    ]).flat();

    for (const before of texts)
      for (const after of texts) {
        if (before === after) continue;
        const cut = shortened(before, after, 28);
        expect(cut.before).not.toBe(cut.after);
      }
  });
});
