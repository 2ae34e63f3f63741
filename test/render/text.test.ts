import { describe, expect, test } from "vitest";
import { renderText } from "../../src/render/text.ts";
import { columnsOf, wrapSentence } from "../../src/render/wrap.ts";
import { HOSTILE_NAMES, INVISIBLE } from "../support/hostile.ts";
import { hostileReport, hugeReport } from "../support/odd-reports.ts";
import { reportWith, shopReport } from "../support/report.ts";

const GOLDEN = new URL("../../fixtures/comments/shop.txt", import.meta.url);
const PLAIN = { color: false, width: 90 };

test("the review of the shop reads as it did", async () => {
  await expect(renderText(shopReport(), PLAIN)).toMatchFileSnapshot(GOLDEN.pathname);
});

test.each([60, 80, 120])("no line of the shop's review is longer than %i columns", (width) => {
  for (const line of renderText(shopReport(), { color: false, width }).split("\n")) {
    expect(columnsOf(line)).toBeLessThanOrEqual(width);
  }
});

test("without colors there is no escape sequence, with colors names lose their backticks", () => {
  expect(renderText(shopReport(), PLAIN)).not.toContain("\u001B");
  expect(renderText(shopReport(), { ...PLAIN, color: true })).toContain(
    "Column \u001B[36mamount\u001B[0m of",
  );
});

test("colors change no line break", () => {
  const colored = renderText(shopReport(), { ...PLAIN, color: true }).replaceAll(/\p{Cc}\[\d+m/gu, "");

  expect(colored.split("\n").length).toBeLessThanOrEqual(renderText(shopReport(), PLAIN).split("\n").length);
});

test("equal base and head say that nothing changed", () => {
  expect(renderText(reportWith(), PLAIN)).toBe(
    "CLEAN  Nothing breaking or risky: 42 objects compared with 42, nothing changed\n\nNothing changed\n  `shop`, dbt 1.10.4, Headgate 0.1.0\n",
  );
});

test("a huge review stays readable: one rule fills at most ten findings", () => {
  const text = renderText(hugeReport(), PLAIN);

  expect(text).toContain("and 10 more findings of rule-0");
  expect(text).toMatch(/2,000 exposures .* and 1992 more|and 1,992 more/su);
});

describe("a hostile name", () => {
  test.each(Object.entries(HOSTILE_NAMES))("%s cannot steer the terminal", (_, name) => {
    expect(renderText(hostileReport(name), PLAIN)).not.toMatch(INVISIBLE);
  });
});

describe("wrapping", () => {
  const paint = (_: string, text: string): string => text;

  test("lines hang under the first one", () => {
    const lines = wrapSentence("one two three", { lead: "F1 ", indent: 3, width: 10 }, paint);

    expect(lines).toEqual(["F1 one two", "   three"]);
  });

  test("punctuation stays with its name, and a name is not broken", () => {
    const lines = wrapSentence("see (`a long name`), then", { lead: "", indent: 0, width: 12 }, paint);

    expect(lines).toEqual(["see", "(`a long name`),", "then"]);
  });

  test("wide characters count twice", () => {
    expect(columnsOf("語a")).toBe(3);
  });
});
