import { expect, test } from "vitest";
import type { Impact } from "../../src/core/report.ts";
import { drawLineage, mermaidLabel } from "../../src/render/mermaid.ts";
import { HOSTILE_NAMES } from "../support/hostile.ts";
import { impactWith, reportWith, shopReport } from "../support/report.ts";

test("the diagram leads from the changed object to its readers, which stand last", () => {
  const lines = drawLineage(shopReport())?.source.split("\n") ?? [];

  expect(lines[1]).toBe('  n0["orders"]:::changed');
  expect(lines).toContain('  n5(["exposure weekly_revenue"])');
});

test("nothing is drawn when nothing is downstream", () => {
  expect(drawLineage(reportWith())).toBeNull();
});

test("a wide impact is cut to 20 objects and what was cut is counted", () => {
  const impact = Array.from({ length: 100 }, (_, index) => impactWith(`model.shop.m${index}`));

  const diagram = drawLineage(reportWith({ impact }));

  expect(diagram?.source.match(/\[".*"\]/gu)).toHaveLength(20);
  expect(diagram?.cut).toBe(81);
});

test("a long path is drawn as its ends with a dotted line between", () => {
  const path = Array.from({ length: 9 }, (_, index) => `model.shop.m${index}`);
  const impact: Impact[] = [
    impactWith("model.shop.m8", { because: [{ uniqueId: "model.shop.m0", columns: null, path }] }),
  ];

  const source = drawLineage(reportWith({ impact }))?.source ?? "";

  expect(source).toContain("n0 -. 6 between .-> n1");
  expect(source).toContain("n1 --> n2");
});

test.each(Object.entries(HOSTILE_NAMES))("%s stays inside its label", (_, name) => {
  expect(mermaidLabel(name)).toMatch(/^(?:[\p{L}\p{N}\p{M}_. …-]|#\d+;)+$/u);
});

test("a label is cut before it is encoded, so that no entity is torn", () => {
  expect(mermaidLabel('"'.repeat(60))).toMatch(/^(?:#\d+;){39}…$/u);
});
