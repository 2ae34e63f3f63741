import type { Category, Evidence, Finding, Owner } from "../core/report.ts";
import { plainText } from "./escape.ts";
import { quoted, RESOURCE_TYPES, resourceTypeOf } from "./names.ts";

/** Longest value that is shown as before or after; longer ones are code to be read in the diff. */
const SHORT_VALUE = 48;

/** One rule must not fill a review: beyond this its findings are counted. */
const MAX_PER_RULE = 10;

/** The blocks of a review in reading order, each with its heading. */
export const CATEGORIES: readonly (readonly [Category, string])[] = [
  ["contract", "Contracts"],
  ["docs", "Docs"],
  ["metric", "Metrics"],
  ["rows", "Rows"],
  ["guarantee", "Guarantees"],
  ["lifecycle", "Lifecycle"],
  ["operations", "Operations"],
  ["ownership", "Ownership"],
];

/** Findings that nobody has waived. */
export function openFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.waived === null);
}

/** Findings that somebody must look at: open errors and warnings, in order of importance. */
export function mustLook(findings: readonly Finding[]): readonly Finding[] {
  return openFindings(findings).filter((finding) => finding.severity !== "note");
}

/** `error`, or `warning, structural` where the certainty is less than proven. */
export function severityWords(finding: Finding): string {
  return finding.certainty === "proven" ? finding.severity : `${finding.severity}, ${finding.certainty}`;
}

/** Who is hit, what people look at (exposures, metrics) before models, tests last. */
export function hitBy(finding: Finding): readonly string[] {
  return [...finding.affected].sort((a, b) => rank(a) - rank(b));
}

function rank(uniqueId: string): number {
  const at = RESOURCE_TYPES.indexOf(resourceTypeOf(uniqueId));
  return at === -1 ? RESOURCE_TYPES.length : at;
}

/** Names of owners, each once. */
export function ownerNames(owners: readonly Owner[]): readonly string[] {
  return [...new Set(owners.map((owner) => owner.name))];
}

/** A difference that is short enough to show: null where that side has none. */
export interface Difference {
  /** The column or the kind of thing; empty when the title says it all. */
  readonly of: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The short before and after values of a finding, at most three. What other rules add to a cause repeats them. */
export function differencesOf(finding: Finding): readonly Difference[] {
  const found: Difference[] = [];
  for (const item of finding.evidence) {
    if (found.length === 3 || item.kind === "rule") break;
    if (isShortDifference(item)) {
      found.push({ of: item.column ?? item.kind, before: item.before ?? null, after: item.after ?? null });
    }
  }
  return found;
}

function isShortDifference(item: Evidence): boolean {
  const sides = [item.before, item.after].filter((side) => side !== undefined);
  return sides.length > 0 && sides.every((side) => side.length <= SHORT_VALUE && !side.includes("\n"));
}

/** How much the subject of a finding is used, in words; an empty text where nobody knows. */
export function usedWords(finding: Finding): string {
  const text = finding.evidence.find(({ kind }) => kind === "usage")?.text ?? "";
  return text.replaceAll("`", "'");
}

/** The queries that a finding lists. */
export function queriesIn(finding: Finding): readonly string[] {
  return finding.evidence.flatMap(({ kind, text }) => (kind === "query" && text !== undefined ? [text] : []));
}

/** Where to look: `models/orders.sql:12`, or null. */
export function placeOf(finding: Finding): string | null {
  if (finding.location === null) return null;
  const { path, line } = finding.location;
  return plainText(line === undefined ? path : `${path}:${line}`, 200);
}

/** A difference as a sentence of the report has it: names and values between backticks. */
export function differenceWords({ of, before, after }: Difference, arrow = "->"): string {
  if (before === null) return `${quoted(of)}: now ${quoted(after ?? "")}`;
  if (after === null) return `${quoted(of)}: was ${quoted(before)}`;
  return `${quoted(of)}: ${quoted(before)} ${arrow} ${quoted(after)}`;
}

/** The findings that are shown, at most ten of a rule, and how many of each rule are only counted. */
export function capPerRule(findings: readonly Finding[]): {
  readonly shown: readonly Finding[];
  readonly more: ReadonlyMap<string, number>;
} {
  const seen = new Map<string, number>();
  const more = new Map<string, number>();
  const shown: Finding[] = [];
  for (const finding of findings) {
    const count = (seen.get(finding.rule) ?? 0) + 1;
    seen.set(finding.rule, count);
    if (count <= MAX_PER_RULE) shown.push(finding);
    else more.set(finding.rule, count - MAX_PER_RULE);
  }
  return { shown, more };
}
