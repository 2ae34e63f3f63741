import { expect, test } from "vitest";
import { fitSections, sizeOf, type Section } from "../../src/render/truncate.ts";

function section(summary: string, count: number): Section {
  const entries = Array.from({ length: count }, (_, index) => `- ${summary} ${index}`);
  return { summary, intro: "", entries, noun: "finding" };
}

test("everything is shown when there is room", () => {
  const [block] = fitSections([section("Contracts", 2)], { characters: 1_000, bytes: 1_000 });

  expect(block).toBe("<details><summary>Contracts</summary>\n\n- Contracts 0\n- Contracts 1\n\n</details>");
});

test("the lower block gives way first, and what is left out is counted", () => {
  const blocks = fitSections([section("Contracts", 3), section("Docs", 30)], { characters: 420, bytes: 420 });

  expect(blocks[0]).toContain("- Contracts 2");
  expect(blocks[1]).toMatch(/\d+ more findings are left out for length/u);
});

test.each([300, 400, 500, 700, 1_000])("blocks stay within %i characters", (limit) => {
  const sections = [section("Contracts", 20), section("Docs", 20)];

  const size = sizeOf(fitSections(sections, { characters: limit, bytes: limit }).join(""));

  expect(size.characters).toBeLessThanOrEqual(limit);
});

test("bytes count as well as characters", () => {
  const sections = [{ ...section("Docs", 0), entries: Array.from({ length: 50 }, () => "語".repeat(20)) }];

  const size = sizeOf(fitSections(sections, { characters: 10_000, bytes: 900 }).join(""));

  expect(size.bytes).toBeLessThanOrEqual(900);
});

test("exactly one that is left out is said in the singular", () => {
  const one = fitSections([section("Docs", 1)], { characters: 120, bytes: 120 });

  expect(one[0]).toContain("1 more finding is left out");
});
