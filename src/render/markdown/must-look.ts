import type { Finding, Report } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { hitBy, mustLook, ownerNames } from "../finding-facts.ts";
import { countOf, labelOf, listOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

/** Rows of the table; people do not read further. */
export const MAX_ROWS = 5;

/** The table of what somebody must look at, in at most `rows` rows. Empty when there is nothing. */
export function mustLookTable(report: Report, rows: number = MAX_ROWS): string {
  const findings = mustLook(report.findings);
  const shown = findings.slice(0, rows);
  if (shown.length === 0) return "";
  const withOwner = shown.some((finding) => finding.owners.length > 0);
  const lines = [
    row(["", "What changed", "Who is hit", ...(withOwner ? ["Owner"] : []), "Id"]),
    row(["---", "---", "---", ...(withOwner ? ["---"] : []), "---"]),
    ...shown.map((finding) => row(cells(finding, withOwner))),
  ];
  const more = findings.length - shown.length;
  return more === 0
    ? lines.join("\n")
    : `${lines.join("\n")}\n\n${countOf(more, "more finding")} to look at below.`;
}

function cells(finding: Finding, withOwner: boolean): readonly string[] {
  return [
    finding.severity,
    markdownSentence(finding.title, 120),
    listOf(hitBy(finding), 2, shortLabel) || "-",
    ...(withOwner ? [listOf(ownerNames(finding.owners), 1, shortCode) || "-"] : []),
    finding.id,
  ];
}

function shortLabel(uniqueId: string): string {
  return markdownSentence(labelOf(uniqueId), 60);
}

function shortCode(name: string): string {
  return codeSpan(name, 30);
}

function row(values: readonly string[]): string {
  return `| ${values.join(" | ")} |`;
}
