import { expect, test } from "vitest";
import { Report } from "../../src/core/report.ts";
import { formats } from "../../src/render/formats.ts";
import { renderers } from "../../src/render/index.ts";
import { reportWith, shopReport } from "../support/report.ts";

const PIPED = { color: false, width: 100 };

test.each(formats)("%s ends with one newline and is the same text each time", (format) => {
  const text = renderers[format](shopReport(), PIPED);

  expect(text).toMatch(/[^\n]\n$/u);
  expect(renderers[format](shopReport(), PIPED)).toBe(text);
});

test.each(formats)("%s shows a report in which everything is empty", (format) => {
  expect(renderers[format](reportWith(), PIPED).length).toBeGreaterThan(20);
});

test("json gives the report back, and the sample is a report by its own schema", () => {
  const json = renderers.json(shopReport(), PIPED);

  expect(Report.parse(JSON.parse(json))).toEqual(shopReport());
});
