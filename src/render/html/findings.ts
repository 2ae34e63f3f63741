import type { Category, Finding, Report } from "../../core/report.ts";
import { escapeHtml, LIMITS } from "../escape.ts";
import {
  capPerRule,
  CATEGORIES,
  differencesOf,
  differenceWords,
  hitBy,
  openFindings,
  ownerNames,
  placeOf,
  queriesIn,
  severityWords,
  usedWords,
} from "../finding-facts.ts";
import { countOf, labelOf, listOf, quoted } from "../names.ts";
import { htmlSentence, splitAdvice } from "../sentence.ts";
import { severityCounts } from "../verdict-line.ts";
import { codeLines, element, list } from "./markup.ts";

const MAX_QUERIES = 10;

/** All findings by family; a family that holds an open error or warning is open. */
export function renderFindings(report: Report): string {
  const blocks = CATEGORIES.map(([category, heading]) => renderFamily(report, category, heading));
  const filled = blocks.filter((block) => block !== "");
  return filled.length === 0 ? "" : element("section", ["<h2>Findings</h2>", ...filled]);
}

function renderFamily(report: Report, category: Category, heading: string): string {
  const findings = report.findings.filter((finding) => finding.category === category);
  if (findings.length === 0) return "";
  const { shown, more } = capPerRule(findings);
  const isOpen = openFindings(findings).some((finding) => finding.severity !== "note");
  const counts = [...more].map(([rule, count]) => `and ${countOf(count, "more finding")} of ${quoted(rule)}`);
  return `<details${isOpen ? " open" : ""}><summary>${heading}: ${severityCounts(findings)}</summary>
${shown.map(renderFinding).join("\n")}
${list(counts.map((count) => htmlSentence(count)))}
</details>`;
}

function renderFinding(finding: Finding): string {
  const id = escapeHtml(finding.id);
  const state = finding.waived === null ? finding.severity : "waived";
  const words = finding.waived === null ? severityWords(finding) : `waived ${finding.severity}`;
  const place = placeOf(finding);
  return element(`article`, [
    `<h3 id="${id}"><span class="badge ${state}">${words}</span> ${id} ${htmlSentence(finding.title, 200)}</h3>`,
    place === null ? "" : `<p class="quiet"><code>${escapeHtml(place)}</code></p>`,
    finding.waived === null ? renderBody(finding) : renderWaiver(finding.waived),
  ]);
}

function renderBody(finding: Finding): string {
  const advice = splitAdvice(finding.fix);
  const rows: readonly (readonly [string, string])[] = [
    [
      "Diff",
      differencesOf(finding)
        .map((difference) => differenceWords(difference, "→"))
        .join("; "),
    ],
    ["Why", finding.why],
    ["Hits", listOf(hitBy(finding), 8, labelOf)],
    ["Use", usedWords(finding)],
    ...queriesIn(finding)
      .slice(0, MAX_QUERIES)
      .map((query) => ["Query", query.replaceAll("`", "'")] as const),
    ["Owner", listOf(ownerNames(finding.owners), 4, quoted)],
    ["Fix", advice.sentence],
  ];
  const facts = rows
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `<dt>${label}</dt><dd>${htmlSentence(text, LIMITS.list)}</dd>`);
  return `${element("dl", facts)}${codeLines(advice.block)}`;
}

function renderWaiver({ by, reason, at }: { by: string; reason: string; at: string }): string {
  return `<p class="quiet">Waived by ${htmlSentence(quoted(by))} on ${escapeHtml(at.slice(0, 10))}: ${htmlSentence(reason, 300)}</p>`;
}
