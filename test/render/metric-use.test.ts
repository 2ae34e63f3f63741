import { expect, test } from "vitest";
import { lineageOf } from "../../src/core/lineage/lineage.ts";
import { projectUse } from "../../src/core/usage/project-use.ts";
import { renderImpactReply } from "../../src/render/reply/impact.ts";
import { renderUsageReply } from "../../src/render/reply/usage.ts";
import { measuredShop } from "../support/measured-shop.ts";
import { metricOf } from "../support/semantic-layer.ts";
import { logWith, useWith } from "../support/usage.ts";

const { project } = measuredShop;
const TOTAL = "metric.shop.total";
const use = projectUse(
  logWith([
    useWith({ uniqueId: "model.shop.orders", queries: 50, people: 7 }),
    useWith({ uniqueId: TOTAL, queries: 41, people: 6, dashboards: [{ name: "Week", tool: null }] }),
    useWith({ uniqueId: TOTAL, column: "by hand", queries: 41, people: 6 }),
    useWith({ uniqueId: "metric.shop.paid", column: "without its filter", queries: 41, people: 6 }),
  ]),
  project,
  new Map(),
);
const asked = { project, column: null, use };

test("a reply says how queries compute a metric", () => {
  expect(renderUsageReply({ ...asked, node: metricOf(project, "total") })).toBe(
    [
      "`total`: computed in 41 queries by 6 people in 92 days (dashboards: Week); computed by hand as `sum(amount)` in 41 queries by 6 people. 100 % of the log could be read.",
      "Dashboards: `Week`.",
    ].join("\n\n"),
  );
  expect(renderUsageReply({ ...asked, node: metricOf(project, "paid") })).toContain(
    "which does not mean that nobody uses it; `sum(amount)` without its filter in 41 queries by 6 people.",
  );
});

test("a reply on a model lists the metrics that queries compute of it", () => {
  const node = project.nodes["model.shop.orders"];
  if (node === undefined) throw new Error("The shop has no orders.");

  expect(renderUsageReply({ ...asked, node })).toContain(
    "Metrics that queries compute: `total`: computed by hand as `sum(amount)` in 41 queries by 6 people; `paid`: `sum(amount)` without its filter in 41 queries by 6 people.",
  );
});

test("without a log nothing is said of it, a metric or not", () => {
  const blind = { ...asked, use: projectUse(null, project, new Map()) };

  expect(renderUsageReply({ ...blind, node: metricOf(project, "total") })).toBe(
    "No query log given: who queries `total` is not known. That does not mean that nobody does.",
  );
});

test("what depends on an object says how much each is used", () => {
  const node = project.nodes["semantic_model.shop.orders"];
  if (node === undefined) throw new Error("The shop has no semantic model.");
  const question = { ...asked, node, isGone: false, findings: [] };

  const reply = renderImpactReply({ ...question, lineage: lineageOf(project, node.uniqueId, "downstream") });

  expect(reply).toContain("metric `total` · 1 step · computed in 41 queries by 6 people");
  expect(reply).not.toContain("`paid` · 1 step · computed");
});

test("what is asked about says how much it is used itself", () => {
  const ask = (id: string) => {
    const node = project.nodes[id];
    if (node === undefined) throw new Error(`The shop has no ${id}.`);
    const lineage = lineageOf(project, id, "downstream");
    return renderImpactReply({ ...asked, node, isGone: false, findings: [], lineage });
  };

  expect(ask(TOTAL)).toContain(
    "Use: computed in 41 queries by 6 people in 92 days (dashboards: Week); computed by hand as `sum(amount)` in 41 queries by 6 people.",
  );
  expect(ask("model.shop.orders")).toContain("Use: 50 queries by 7 people in 92 days.");
});
