import { expect, test } from "vitest";
import { deprecationOf } from "../../../src/core/diff/deprecation.ts";
import { sideOf } from "../../support/manifest.ts";

function deprecation(date: string | null, at: string | null): string {
  const { project } = sideOf({ nodes: { "model.shop.orders": { deprecation_date: date } } });
  const model = project.nodes["model.shop.orders"];
  return model?.resourceType === "model" ? deprecationOf(model, at) : "no model";
}

test.each([
  [null, "2026-03-01T08:00:00Z", "none"],
  ["2026-02-28", "2026-03-01T08:00:00Z", "past"],
  ["2026-03-02T00:00:00+00:00", "2026-03-01T08:00:00Z", "ahead"],
  ["2026-03-01T12:00:00+05:00", "2026-03-01T08:00:00.123456Z", "past"],
  ["2026-03-01T07:59:00", "2026-03-01T08:00:00Z", "past"],
  ["2020-01-01", null, "ahead"],
])("a date of %s, seen at %s, is %s", (date, at, expected) => {
  expect(deprecation(date, at)).toBe(expected);
});
