import type { Finding, Report } from "../../core/report.ts";
import { capPerRule, CATEGORIES } from "../finding-facts.ts";
import { countOf } from "../names.ts";
import type { Section } from "../truncate.ts";
import { severityCounts } from "../verdict-line.ts";
import { renderFinding } from "./finding.ts";

/** A block for each family that has findings: errors first as the report has them, waived ones last. */
export function findingSections(report: Report): readonly Section[] {
  const sections: Section[] = [];
  for (const [category, heading] of CATEGORIES) {
    const findings = report.findings.filter((finding) => finding.category === category);
    if (findings.length === 0) continue;
    sections.push({
      summary: `${heading}: ${severityCounts(findings)}`,
      intro: "",
      entries: [...openEntries(findings), ...capped(findings.filter((finding) => finding.waived !== null))],
      noun: "finding",
    });
  }
  return sections;
}

function openEntries(findings: readonly Finding[]): readonly string[] {
  return capped(findings.filter((finding) => finding.waived === null));
}

function capped(findings: readonly Finding[]): readonly string[] {
  const { shown, more } = capPerRule(findings);
  const entries = shown.map(renderFinding);
  for (const [rule, count] of more) entries.push(`- and ${countOf(count, "more finding")} of \`${rule}\``);
  return entries;
}
