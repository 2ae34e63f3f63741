import { append } from "../core/append.ts";
import { groupBy } from "../core/group-by.ts";
import type { Impact, Report } from "../core/report.ts";
import { openFindings } from "./finding-facts.ts";
import { RESOURCE_TYPES } from "./names.ts";

/** One row of the impact, and the ids of the findings that hit it. */
export interface ImpactRow {
  readonly impact: Impact;
  readonly findings: readonly string[];
}

/** What is downstream, of one resource type, the hit ones first. */
export interface ImpactGroup {
  readonly resourceType: string;
  readonly rows: readonly ImpactRow[];
}

/** Everything downstream by resource type, in the order in which readers care. */
export function impactByType(report: Report): readonly ImpactGroup[] {
  const groups = groupBy<ImpactRow, string>(impactRows(report), ({ impact }) => impact.resourceType);
  const found: ImpactGroup[] = [];
  for (const resourceType of RESOURCE_TYPES) {
    const rows = groups.get(resourceType);
    if (rows !== undefined) found.push({ resourceType, rows });
  }
  return found;
}

/** Every row of the impact: those that a finding names first, then by priority, distance and id. */
export function impactRows(report: Report): readonly ImpactRow[] {
  const hits = findingsByObject(report);
  return report.impact
    .map((impact) => ({ impact, findings: hits.get(impact.uniqueId) ?? [] }))
    .sort(byWeight);
}

/** For each object that an open finding hits: the ids of those findings. */
function findingsByObject(report: Report): ReadonlyMap<string, readonly string[]> {
  const hits = new Map<string, string[]>();
  for (const finding of openFindings(report.findings)) {
    for (const uniqueId of finding.affected) append(hits, uniqueId, finding.id);
  }
  return hits;
}

function byWeight(a: ImpactRow, b: ImpactRow): number {
  const hit = Number(b.findings.length > 0) - Number(a.findings.length > 0);
  if (hit !== 0) return hit;
  const weight = b.impact.priority - a.impact.priority || a.impact.distance - b.impact.distance;
  if (weight !== 0) return weight;
  return a.impact.uniqueId < b.impact.uniqueId ? -1 : 1;
}
