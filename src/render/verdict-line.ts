import type { Category, Finding, Report } from "../core/report.ts";
import { openFindings } from "./finding-facts.ts";
import { impactByType } from "./impact-groups.ts";
import { isTold } from "../core/told.ts";
import { countOf, countOfType, isTest } from "./names.ts";

const MAX_LENGTH = 160;

/** What a warning of each family is called in a count. Missing docs are counted whatever their severity. */
const RISKS: Readonly<Record<Exclude<Category, "docs">, readonly [one: string, many: string]>> = {
  contract: ["contract risk", "contract risks"],
  metric: ["risky metric", "risky metrics"],
  rows: ["row change", "row changes"],
  guarantee: ["lost guarantee", "lost guarantees"],
  lifecycle: ["lifecycle risk", "lifecycle risks"],
  operations: ["operation to plan", "operations to plan"],
  ownership: ["ownership change", "ownership changes"],
};

/**
 * The first line of every review, at most 160 characters, made of counts only:
 * `2 breaking, 1 risky metric, 3 missing docs: 14 models, 2 exposures, 1 metric downstream`.
 */
export function verdictLine(report: Report): string {
  const counts = findingCounts(report.findings);
  if (report.verdict === "breaking" || report.verdict === "risky") {
    return joinWithin(counts, [downstream(report)]);
  }
  const lead =
    report.verdict === "incomplete"
      ? "Incomplete review, nothing breaking or risky in what could be compared"
      : "Nothing breaking or risky";
  return joinWithin([lead, ...counts], compared(report));
}

/** The verdict as one word of plain English. */
export function verdictWord(report: Report): string {
  return { breaking: "Breaking", risky: "Risky", clean: "Clean", incomplete: "Incomplete" }[report.verdict];
}

/** Counts by severity, waived findings apart: `2 errors, 1 warning, 1 waived`. */
export function severityCounts(findings: readonly Finding[]): string {
  const open = openFindings(findings);
  const words = (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, count: open.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => countOf(count, severity));
  const waived = findings.length - open.length;
  return [...words, ...(waived > 0 ? [`${waived} waived`] : [])].join(", ");
}

/** Findings counted as a verdict line has them: `2 breaking`, `1 risky metric`, … */
export function findingCounts(findings: readonly Finding[]): readonly string[] {
  const tally = new Map<string, number>();
  for (const finding of findings) {
    const word = countedAs(finding);
    tally.set(word, (tally.get(word) ?? 0) + 1);
  }
  const texts: string[] = [];
  for (const [one, many] of COUNTED) {
    const count = tally.get(one) ?? 0;
    if (count > 0) texts.push(countOf(count, one, many));
  }
  return texts;
}

const COUNTED: readonly (readonly [one: string, many: string])[] = [
  ["breaking", "breaking"],
  RISKS.contract,
  RISKS.metric,
  RISKS.rows,
  RISKS.guarantee,
  RISKS.lifecycle,
  RISKS.operations,
  RISKS.ownership,
  ["missing doc", "missing docs"],
  ["note", "notes"],
  ["waived", "waived"],
];

function countedAs(finding: Finding): string {
  if (finding.waived !== null) return "waived";
  if (finding.severity === "error") return "breaking";
  if (finding.category === "docs") return "missing doc";
  return finding.severity === "note" ? "note" : RISKS[finding.category][0];
}

/** What the change reaches, tests left out: they are not readers. */
function downstream(report: Report): string {
  const groups = impactByType(report).filter(({ resourceType }) => !isTest(resourceType));
  if (groups.length === 0) return report.impact.length === 0 ? "nothing downstream" : "only tests downstream";
  const named = ["model", "exposure", "metric", "saved_query"];
  const texts = named.flatMap((type) => {
    const count = groups.find((group) => group.resourceType === type)?.rows.length ?? 0;
    return count === 0 ? [] : [countOfType(count, type)];
  });
  const others = groups.filter((group) => !named.includes(group.resourceType));
  const count = others.reduce((sum, group) => sum + group.rows.length, 0);
  if (texts.length === 0) return `${countOf(count, "object")} downstream`;
  return `${texts.join(", ")} downstream`;
}

/** What was compared, in full and shorter. */
function compared(report: Report): readonly string[] {
  const { base, head } = report.artifacts;
  const shown = report.changes.filter(isTold);
  const own = shown.filter((change) => change.origin === "author").length;
  const reached = shown.length - own;
  const texts = [
    ...(own > 0 ? [`${own} changed`] : []),
    ...(reached > 0 ? [`${reached} changed through packages or macros`] : []),
  ];
  const changed = texts.length === 0 ? "nothing changed" : texts.join(", ");
  return [`${countOf(base.nodes, "object")} compared with ${head.nodes}, ${changed}`, changed];
}

/** Joins counts and the longest tail that fits; counts for which there is no room either are summed up as the last one. */
export function joinWithin(counts: readonly string[], tails: readonly string[]): string {
  for (let kept = counts.length; kept > 0; kept -= 1) {
    const more = kept === counts.length ? [] : ["more below"];
    const said = [...counts.slice(0, kept), ...more].join(", ");
    const line = tails.map((tail) => `${said}: ${tail}`).find(({ length }) => length <= MAX_LENGTH);
    if (line !== undefined) return line;
  }
  return (tails.at(-1) ?? "").slice(0, MAX_LENGTH);
}
