import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planDraft } from "../../../src/core/draft/plan.ts";
import { ROUTES, routeTask } from "../../../src/core/draft/route.ts";
import { defaultDraft } from "../../../src/core/draft/settings.ts";
import type { Finding } from "../../../src/core/report.ts";
import { findingWith, shopReport } from "../../support/report.ts";

function finding(number: number, overrides: Partial<Finding> = {}): Finding {
  return findingWith({
    id: `F${number}`,
    category: "rows",
    severity: "warning",
    subject: { uniqueId: `model.shop.m${number}` },
    ...overrides,
  });
}

function many(count: number, overrides: Partial<Finding> = {}): readonly Finding[] {
  return Array.from({ length: count }, (_, index) => finding(index + 1, overrides));
}

/** Ids of the findings, task by task. */
function planned(findings: readonly Finding[], mode = defaultDraft.mode) {
  return planDraft(findings, { ...defaultDraft, mode }).map(({ clusters, route }) => [
    route.to,
    clusters.map(({ facts }) => facts.map(({ id }) => id).join()).join(" "),
  ]);
}

describe("clusters", () => {
  test("findings of one object and one audience are one cluster", () => {
    const on = { uniqueId: "model.shop.orders" };

    expect(
      planned([
        finding(1, { subject: on }),
        finding(2),
        finding(3, { subject: on, category: "contract" }),
        finding(4, { subject: on, category: "docs" }),
      ]),
    ).toEqual([["small", "F1,F3 F2 F4"]]);
  });
});

describe("plan", () => {
  test.each([
    ["notes", many(3, { severity: "note" })],
    ["waived findings", many(3, { waived: { by: "ada", reason: "known", at: "2026-03-01" } })],
    ["no findings", []],
  ])("nothing is asked about %s", (_what, findings) => {
    expect(planned(findings)).toEqual([]);
  });

  test("easy clusters are worded apart from those for the large model", () => {
    const findings = [finding(1), finding(2, { category: "metric" }), finding(3)];

    expect(planned(findings)).toEqual([
      ["large", "F2"],
      ["small", "F1 F3"],
    ]);
  });

  test("however many findings there are, there are three parts at most", () => {
    const mixed = [...many(30, { category: "metric" }), ...many(30)];

    expect(planned(many(60)).length).toBeLessThanOrEqual(3);
    expect(planned(mixed).length).toBeLessThanOrEqual(3);
  });

  test("a mode of the configuration wins over the table", () => {
    expect(planned([finding(1, { category: "metric" })], "small")).toEqual([["small", "F1"]]);
    expect(planned([finding(1)], "large")).toEqual([["large", "F1"]]);
    expect(planned([finding(1)], "off")).toEqual([]);
  });
});

describe("route", () => {
  const plain = { findings: 1, categories: 1, breaksContract: false, changesMetric: false, exposures: 0 };

  test.each([
    [{}, "small", "anything else"],
    [{ findings: 0 }, "template", "nothing but notes"],
    [{ breaksContract: true }, "large", "a contract is broken"],
    [{ changesMetric: true }, "large", "a metric means something else"],
    [{ exposures: 2 }, "large", "two or more exposures are hit"],
    [{ findings: 6 }, "large", "more than five findings have one cause"],
    [{ categories: 3 }, "large", "one cause shows in more than two categories"],
  ])("%j goes to %s", (traits, to, why) => {
    expect(routeTask({ ...plain, ...traits }, "auto")).toEqual({ to, why });
  });

  test("the table of the docs is the table of the code", () => {
    const docs = readFileSync("docs/drafting.md", "utf8");

    for (const { when, to } of ROUTES) expect(docs).toMatch(new RegExp(`\\| ${when} +\\| ${to} +\\|`, "u"));
  });
});

test("the shop's broken contract goes to the large model, its lost test to the small one", () => {
  expect(planned(shopReport().findings)).toEqual([
    ["large", "F1 F2 F3"],
    ["small", "F4"],
  ]);
});
