import { describe, expect, test } from "vitest";
import { projectUse, reportUse } from "../../../src/core/usage/project-use.ts";
import { joinLogs } from "../../../src/core/usage/usage-log.ts";
import { useCount, useWords } from "../../../src/core/usage/use-words.ts";
import { joinWindows } from "../../../src/core/usage/window.ts";
import { usageFidelity } from "../../../src/core/usage/usage-fidelity.ts";
import { unknownDashboards } from "../../../src/core/usage/unknown-dashboards.ts";
import { projectFrom } from "../../support/manifest.ts";
import { logWith, useWith } from "../../support/usage.ts";

const project = projectFrom({
  nodes: { "model.shop.a": {}, "model.shop.b": {} },
  metrics: { "metric.shop.revenue": { type: "simple" } },
  exposures: {
    "exposure.shop.weekly_revenue": { label: "Weekly revenue", url: "https://bi.example.invalid/d/12" },
  },
});
const none = new Map<string, string>();
const A = "model.shop.a";
const B = "model.shop.b";

describe("projectUse", () => {
  test("only a known window of 90 days makes anything unused", () => {
    const of = (header: Parameters<typeof logWith>[1]) =>
      projectUse(logWith([useWith({ uniqueId: A })], header), project, none);

    expect(of({}).isUnused(B)).toBe(true);
    expect(of({}).isUnused(A)).toBe(false);
    expect(of({ window: { from: "2026-05-01", to: "2026-06-01" } }).isUnused(B)).toBe(false);
    expect(of({ window: null, seen: { from: "2025-01-01", to: "2026-06-01" } }).isUnused(B)).toBe(false);
    expect(of({ parsedShare: 0.5 }).isUnused(B)).toBe(false);
    expect(projectUse(null, project, none).isUnused(B)).toBe(false);
  });

  test("a column that a star takes is not unused", () => {
    const use = projectUse(
      logWith([useWith({ uniqueId: A }), useWith({ uniqueId: A, column: "*" })]),
      project,
      none,
    );

    expect(use.isUnused(A, "x")).toBe(false);
    expect(use.of(A, "x")).toBeNull();
  });

  test("an object is found by its new name, and a column in any case", () => {
    const use = projectUse(logWith([useWith({ uniqueId: A, column: "x" })]), project, new Map([[A, B]]));

    expect(use.of(B, "X")?.queries).toBe(1);
  });

  test("ranks by recent use within a kind; an object that a known window lacks is last", () => {
    const much = useWith({ uniqueId: A, recentQueries: 100, recentPeople: 10 });
    const little = useWith({ uniqueId: B, recentQueries: 1, recentPeople: 1 });

    const use = projectUse(logWith([much, little]), project, none);

    expect([use.rank(A), use.rank(B), use.rank("model.shop.c")]).toEqual([1, 0.5, 0]);
    expect(projectUse(logWith([much], { window: null }), project, none).rank(B)).toBeNull();
  });

  test("people are no part of what the report says", () => {
    expect(reportUse(useWith({ uniqueId: A, names: ["ann"] }))).not.toHaveProperty("names");
  });
});

describe("logs together", () => {
  test("add queries and tools, and take the larger number of people", () => {
    const tools = [{ name: "Tableau", queries: 2 }];
    const first = logWith([useWith({ uniqueId: A, queries: 2, people: 5, tools })]);
    const second = logWith([useWith({ uniqueId: A, queries: 3, people: 4, tools })], { parsedShare: 0.5 });

    const { uses, header } = joinLogs([first, second]);

    expect(uses).toMatchObject([{ queries: 5, people: 5, tools: [{ name: "Tableau", queries: 4 }] }]);
    expect(header).toMatchObject({
      queries: 200,
      parsedShare: 0.75,
      window: { from: "2026-03-01", to: "2026-06-01" },
    });
  });

  test("a gap between two windows makes the whole unknown", () => {
    const [winter, spring, summer] = [
      { from: "2026-01-01", to: "2026-03-01" },
      { from: "2026-03-01", to: "2026-06-01" },
      { from: "2026-07-01", to: "2026-08-01" },
    ];

    expect(joinWindows([spring, winter])).toEqual({ from: "2026-01-01", to: "2026-06-01" });
    expect(joinWindows([winter, spring, summer])).toBeNull();
    expect(joinWindows([winter, null])).toBeNull();
  });
});

describe("words", () => {
  const use = useWith({
    uniqueId: A,
    queries: 1412,
    people: 23,
    tools: ["Tableau", "Looker", "Hex", "Mode"].map((name) => ({ name, queries: 1 })),
    dashboards: [{ name: "Weekly revenue", tool: "Tableau" }],
    lastUsedAt: "2026-05-31T08:00:00Z",
  });

  test("say how often, by how many, with what, last when", () => {
    expect(useWords(use, logWith([]).header)).toBe(
      "1,412 queries by 23 people in 92 days (Tableau, Looker, Hex and 1 more; dashboards: Weekly revenue), last on 2026-05-31",
    );
    expect(useCount(useWith({ uniqueId: A, people: 0 }), null)).toBe("1 query");
  });

  test("the report says that no log was given, and how much of one could be read", () => {
    const plain = projectFrom({});
    const of = (header: Parameters<typeof logWith>[1]) => usageFidelity(logWith([], header), plain);

    expect(usageFidelity(null, plain)).toMatchObject([{ state: "missing" }]);
    expect(of({ parsedShare: 0.97, computedShare: 0 })).toMatchObject([
      { state: "used", effect: "97 % of the log could be read." },
    ]);
    expect(of({ window: null })).toMatchObject([{ state: "partial" }]);
  });

  test("where a project has metrics, the report says what is not known of their use", () => {
    const of = (computedShare: number) => usageFidelity(logWith([], { computedShare }), measured);
    const measured = projectFrom({ metrics: { "metric.shop.revenue": { type: "simple" } } });

    expect(usageFidelity(null, measured)).toMatchObject([
      {
        effect:
          "No query log was given: who uses an object outside the project or computes a metric is not known.",
      },
    ]);
    expect(of(0)).toMatchObject([
      {
        state: "partial",
        effect:
          "100 % of the log could be read. It has no texts of queries: who computes a metric is not known.",
        fix: "For the use of metrics, build the snapshot from a log with the texts of queries.",
      },
    ]);
    expect(of(0.5)).toMatchObject([
      {
        state: "partial",
        effect:
          "100 % of the log could be read. What the queries compute is known of 50 %: metrics may be used more.",
      },
    ]);
    expect(of(1)).toMatchObject([{ state: "used" }]);
  });
});

test("dashboards that no exposure stands for are found, with what they read", () => {
  const board = (name: string) => ({ name, tool: "Tableau" });
  const log = logWith([
    useWith({ uniqueId: B, dashboards: [board("weekly_revenue"), board("Churn")] }),
    useWith({ uniqueId: A, dashboards: [board("Churn"), { name: "dashboard 12", tool: "Metabase" }] }),
    useWith({ uniqueId: "model.other.x", dashboards: [board("Elsewhere")] }),
    // A dashboard reads the table that a metric is computed from, not the metric.
    useWith({ uniqueId: "metric.shop.revenue", dashboards: [board("Churn")] }),
  ]);

  expect(unknownDashboards(log, project)).toEqual([{ name: "Churn", tool: "Tableau", reads: [A, B] }]);
});
