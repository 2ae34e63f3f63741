import { gapsOf } from "./gaps.ts";
import type { Report } from "../core/report.ts";
import { painter, type Style } from "./ansi.ts";
import { renderChanges } from "./text/changes.ts";
import { draftedBy, renderDraft } from "./text/draft.ts";
import { renderFinding } from "./text/finding.ts";
import { renderImpact } from "./text/impact.ts";
import type { Terminal } from "./text/terminal.ts";
import { capPerRule } from "./finding-facts.ts";
import { countOf } from "./names.ts";
import { verdictLine, verdictWord } from "./verdict-line.ts";
import { wrapSentence } from "./wrap.ts";

const STYLES: Readonly<Record<Report["verdict"], Style>> = {
  breaking: "red",
  risky: "yellow",
  clean: "green",
  incomplete: "yellow",
};

/** Nobody scrolls through more; the JSON report has them all. */
const MAX_FINDINGS = 100;

/** How the terminal shows text. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns. Below 40 it is taken as 40. */
  readonly width: number;
}

/** The review for a terminal: verdict, findings, what is downstream, what was not seen, what changed. */
export function renderText(report: Report, options: TextOptions): string {
  const terminal: Terminal = { paint: painter(options.color), width: Math.max(options.width, 40) };
  const parts = [
    renderVerdict(report, terminal),
    ...renderDraft(report.draft, terminal),
    ...renderFindings(report, terminal),
    renderImpact(report, terminal),
    renderFidelity(report, terminal),
    renderChanges(report, terminal),
  ];
  const blocks = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

function renderVerdict(report: Report, { paint, width }: Terminal): readonly string[] {
  const word = verdictWord(report).toUpperCase();
  const lead = `${paint(STYLES[report.verdict], paint("bold", word))}  `;
  const verdict = wrapSentence(verdictLine(report), { lead, indent: word.length + 2, width }, paint);
  const opening = wrapSentence(report.draft.lead, { lead: "", indent: 0, width }, paint);
  const by = draftedBy(report.draft);
  const label = by === "" ? [] : wrapSentence(by, { lead: "", indent: 0, width }, paint);
  return opening.length === 0 ? verdict : [...verdict, "", ...opening, ...label];
}

function renderFindings(report: Report, terminal: Terminal): readonly (readonly string[])[] {
  const { shown, more } = capPerRule(report.findings);
  const blocks = shown.slice(0, MAX_FINDINGS).map((finding) => renderFinding(finding, terminal));
  const rest = shown.length - blocks.length;
  if (rest > 0) blocks.push([`and ${countOf(rest, "more finding")} of other rules`]);
  const counts = [...more].map(([rule, count]) => `and ${countOf(count, "more finding")} of ${rule}`);
  return counts.length === 0 ? blocks : [...blocks, counts];
}

function renderFidelity(report: Report, { paint, width }: Terminal): readonly string[] {
  const gaps = gapsOf(report);
  if (gaps.length === 0) return [];
  const lines = [paint("bold", "Not analysed")];
  for (const gap of gaps) {
    const text = `${gap.input} (${gap.state}): ${gap.effect} ${gap.fix}`;
    lines.push(...wrapSentence(text, { lead: "  ", indent: 2, width }, paint));
  }
  return lines;
}
