import type { Evidence, Finding, Report } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { hitBy } from "../finding-facts.ts";
import { renderFinding } from "../markdown/finding.ts";
import { firstOf, labelOf, nameOf, quoted } from "../names.ts";
import { markdownSentence } from "../sentence.ts";
import { wordedBy, wordedParagraph } from "./worded.ts";

const MAX_EVIDENCE = 20;
const MAX_HITS = 30;

const CERTAINTIES: Readonly<Record<Finding["certainty"], string>> = {
  proven: "Proven: it follows from the manifests alone.",
  structural: "Structural: it follows from how the SQL and the lineage are built.",
  heuristic: "Heuristic: worth a look, and no more than that.",
};

/** One finding in full: the finding itself, a model's words at length where it has some, evidence, and what it hits along which way. */
export function explainFinding(finding: Finding, report: Report, worded: WordedExplanation = null): string {
  const evidence = finding.evidence.map((item) => `- ${evidenceWords(item)}`);
  const hits = hitBy(finding).map((id) => `- ${hitWords(id, report)}`);
  return [
    renderFinding(finding),
    ...(worded?.kind === "worded" ? [wordedParagraph(worded.value)] : []),
    `${CERTAINTIES[finding.certainty]} Found by rule ${codeSpan(finding.rule)}.`,
    ...listed("Evidence", evidence, MAX_EVIDENCE),
    ...listed("Hits", hits, MAX_HITS),
    ...(worded === null ? [] : [wordedBy(worded)]),
  ].join("\n\n");
}

/** Null: no model was asked. */
type WordedExplanation =
  | { readonly kind: "worded"; readonly value: string; readonly model: string }
  | { readonly kind: "not worded"; readonly why: string }
  | null;

function listed(heading: string, lines: readonly string[], max: number): readonly string[] {
  if (lines.length === 0) return [];
  const { shown, more } = firstOf(lines, max);
  return [`**${heading}**`, [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n")];
}

function evidenceWords({ kind, uniqueId, column, before, after, path, line, text }: Evidence): string {
  const name = column === undefined ? nameOf(uniqueId) : `${nameOf(uniqueId)}.${column}`;
  const sides = [
    ...(before === undefined ? [] : [`was ${quoted(before)}`]),
    ...(after === undefined ? [] : [`now ${quoted(after)}`]),
  ];
  const place = path === undefined ? [] : [codeSpan(line === undefined ? path : `${path}:${line}`, 200)];
  return [
    markdownSentence(`${kind.replaceAll("_", " ")} ${quoted(name)}`),
    ...(sides.length === 0 ? [] : [markdownSentence(sides.join(", "))]),
    ...(text === undefined ? [] : [markdownSentence(text, 200)]),
    ...place,
  ].join(" · ");
}

/** What is hit, how much it matters, and the way from the change to it. */
function hitWords(id: string, report: Report): string {
  const label = markdownSentence(labelOf(id));
  const row = report.impact.find(({ uniqueId }) => uniqueId === id);
  if (row === undefined) return label;
  const path = row.because[0]?.path ?? [];
  const way = path.length > 2 ? ` · by way of ${path.slice(1, -1).map(asCode).join(" → ")}` : "";
  return `${label} · ${row.tier}${way}`;
}

function asCode(id: string): string {
  return codeSpan(nameOf(id));
}
