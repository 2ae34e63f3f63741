import type { Report } from "../../core/report.ts";
import { escapeHtml, LIMITS } from "../escape.ts";
import { ownerNames } from "../finding-facts.ts";
import { impactByType, impactRows, type ImpactRow } from "../impact-groups.ts";
import { usedIn } from "../impact-use.ts";
import { countOf, countOfType, firstOf, isTest, listOf, nameOf, quoted, resourceTypeOf } from "../names.ts";
import { htmlSentence } from "../sentence.ts";
import { element, list } from "./markup.ts";

const MAX_STEPS = 6;
const MAX_PER_STEP = 12;

/** What is downstream, step by step away from what changed; the hit ones first and marked. */
export function renderLineage(report: Report): string {
  const groups = impactByType(report);
  if (groups.length === 0) return "";
  const counts = groups.map((group) => countOfType(group.rows.length, group.resourceType)).join(", ");
  const tests = report.impact
    .filter(({ resourceType }) => isTest(resourceType))
    .map(({ uniqueId }) => uniqueId);
  const steps = [...rowsByDistance(report)].sort(([a], [b]) => a - b);
  const shown = steps.slice(0, MAX_STEPS).map(([distance, rows]) => renderStep(distance, rows));
  const rest = steps.slice(MAX_STEPS).reduce((sum, [, rows]) => sum + rows.length, 0);
  return element("section", [
    "<h2>Downstream</h2>",
    `<p>${escapeHtml(counts)}</p>`,
    `<div class="steps">\n${[renderStarts(report), ...shown].join("\n")}\n</div>`,
    tests.length === 0
      ? ""
      : `<p class="quiet">Tests: ${htmlSentence(listOf(tests, 8, testName), LIMITS.list)}</p>`,
    rest === 0 ? "" : `<p class="quiet">${countOf(rest, "more object")} further away.</p>`,
  ]);
}

function rowsByDistance(report: Report): ReadonlyMap<number, readonly ImpactRow[]> {
  const steps = new Map<number, ImpactRow[]>();
  for (const row of impactRows(report)) {
    if (isTest(row.impact.resourceType)) continue;
    const rows = steps.get(row.impact.distance) ?? [];
    rows.push(row);
    steps.set(row.impact.distance, rows);
  }
  return steps;
}

function testName(uniqueId: string): string {
  return quoted(nameOf(uniqueId));
}

function renderStarts(report: Report): string {
  const starts = new Set(
    report.impact.flatMap((impact) => impact.because.map((because) => because.uniqueId)),
  );
  const items = [...starts].sort().map((id) => renderObject(id, []));
  return `<div class="step"><h3>Changed</h3>${capped(items)}</div>`;
}

function renderStep(distance: number, rows: readonly ImpactRow[]): string {
  const items = rows.map(({ impact, findings }) => {
    const owners = ownerNames(impact.owners).map(quoted);
    return renderObject(impact.uniqueId, [
      ...findings.slice(0, 3).map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`),
      ...usedIn(impact.uniqueId, impact.usage),
      ...(owners.length === 0 ? [] : [`owner ${htmlSentence(listOf(owners, 2))}`]),
    ]);
  });
  return `<div class="step"><h3>${countOf(distance, "step")} away</h3>${capped(items)}</div>`;
}

function renderObject(uniqueId: string, facts: readonly string[]): string {
  const type = resourceTypeOf(uniqueId).replaceAll("_", " ");
  const after = [escapeHtml(type), ...facts].filter((fact) => fact !== "").join(", ");
  return `${htmlSentence(quoted(nameOf(uniqueId)))} <span class="quiet">${after}</span>`;
}

function capped(items: readonly string[]): string {
  const { shown, more } = firstOf(items, MAX_PER_STEP);
  return list(more === 0 ? shown : [...shown, `and ${countOf(more, "more object")}`]);
}
