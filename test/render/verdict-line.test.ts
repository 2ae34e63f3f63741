import { expect, test } from "vitest";
import type { Finding, Report } from "../../src/core/report.ts";
import { verdictLine } from "../../src/render/verdict-line.ts";
import { changeWith, findingWith, impactWith, reportWith, shopReport } from "../support/report.ts";

const WAIVED = { by: "data-platform", reason: "known", at: "2026-03-01T10:00:00Z" };

test("a breaking review counts what breaks, what is risky and what is downstream", () => {
  expect(verdictLine(shopReport())).toBe(
    "2 breaking, 1 risky metric, 1 lost guarantee, 1 missing doc, 1 waived: 2 models, 2 exposures, 1 metric downstream",
  );
});

test("a waived error does not count as breaking", () => {
  const report = reportWith({ findings: [findingWith({ waived: WAIVED })] });

  expect(verdictLine(report)).toBe(
    "Nothing breaking or risky, 1 waived: 42 objects compared with 42, nothing changed",
  );
});

test("a clean review says what was compared and does not count a formatting edit", () => {
  const changes = [
    changeWith("model.shop.orders"),
    changeWith("model.shop.stg_orders", { parts: ["formatting"] }),
    changeWith("model.shop.customers", { parts: ["path"] }),
    changeWith("model.dbt_utils.calendar", { origin: "package" }),
  ];

  expect(verdictLine(reportWith({ changes }))).toBe(
    "Nothing breaking or risky: 42 objects compared with 42, 1 changed, 1 changed through packages or macros",
  );
});

test("an incomplete review does not look clean", () => {
  expect(verdictLine(reportWith({ verdict: "incomplete" }))).toMatch(/^Incomplete review/u);
});

test("an incomplete review with many counts still says so first", () => {
  const findings = Array.from({ length: 12 }, () => findingWith({ category: "docs", severity: "note" }));
  const changes = [
    changeWith("model.shop.orders"),
    changeWith("model.dbt_utils.calendar", { origin: "package" }),
  ];

  expect(verdictLine(reportWith({ verdict: "incomplete", findings, changes }))).toBe(
    "Incomplete review, nothing breaking or risky in what could be compared, 12 missing docs: 1 changed, 1 changed through packages or macros",
  );
});

test("without anything downstream the line says so", () => {
  const report = reportWith({ verdict: "breaking", findings: [findingWith()] });

  expect(verdictLine(report)).toBe("1 breaking: nothing downstream");
});

test("tests are not readers", () => {
  const impact = [impactWith("test.shop.unique_orders.0a1b2c3d4e")];

  expect(verdictLine(reportWith({ verdict: "breaking", findings: [findingWith()], impact }))).toBe(
    "1 breaking: only tests downstream",
  );
});

test("the line never exceeds 160 characters", () => {
  expect(verdictLine(crowdedReport()).length).toBeLessThanOrEqual(160);
  expect(verdictLine(crowdedReport())).toMatch(/^1,000 breaking, .*more below: 12,000 models/u);
});

function crowdedReport(): Report {
  const categories = [
    "contract",
    "metric",
    "rows",
    "guarantee",
    "lifecycle",
    "operations",
    "ownership",
    "docs",
  ] as const;
  const findings: Finding[] = Array.from({ length: 1_000 }, () => findingWith());
  for (const category of categories) {
    for (let count = 0; count < 1_000; count += 1)
      findings.push(findingWith({ category, severity: "warning" }));
  }
  const impact = Array.from({ length: 12_000 }, (_, index) => impactWith(`model.shop.m${index}`));
  return reportWith({ verdict: "breaking", findings, impact });
}
