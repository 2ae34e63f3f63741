import { expect, test } from "vitest";
import { Report } from "../../src/core/report.ts";
import { renderers } from "../../src/render/index.ts";
import { reportWith, shopReport } from "../support/report.ts";

test("there is one renderer for each format of the contract", () => {
  expect(renderers.map((renderer) => renderer.format)).toEqual(["text", "markdown", "json", "sarif", "html"]);
});

test.each(renderers.map((renderer) => [renderer.format, renderer] as const))(
  "%s ends with one newline and is the same text each time",
  (_, { render }) => {
    const text = render(shopReport());

    expect(text).toMatch(/[^\n]\n$/u);
    expect(render(shopReport())).toBe(text);
  },
);

test.each(renderers.map((renderer) => [renderer.format, renderer] as const))(
  "%s shows a report in which everything is empty",
  (_, { render }) => {
    expect(render(reportWith()).length).toBeGreaterThan(20);
  },
);

test("json gives the report back, and the sample is a report by its own schema", () => {
  const json = renderers.find((renderer) => renderer.format === "json")?.render(shopReport()) ?? "";

  expect(Report.parse(JSON.parse(json))).toEqual(shopReport());
});
