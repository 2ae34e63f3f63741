import type { Report } from "../core/report.ts";
import { changeSections } from "./markdown/changes.ts";
import { downstreamSections } from "./markdown/downstream.ts";
import { draftSections, renderLead } from "./markdown/draft.ts";
import { findingSections } from "./markdown/findings.ts";
import { renderFoot } from "./markdown/foot.ts";
import { MAX_ROWS, mustLookTable } from "./markdown/must-look.ts";
import { notAnalysedSections, renderGap } from "./markdown/not-analysed.ts";
import { gapsOf } from "./gaps.ts";
import { budgetAfter, fitSections, type Section } from "./truncate.ts";
import { verdictLine } from "./verdict-line.ts";

/** Characters that a reader sees before opening any block. */
const MAX_VISIBLE = 1_500;

/** The review as a Markdown comment: what must be seen at once, the rest in blocks, within GitHub's limits. */
export function renderMarkdown(report: Report): string {
  const sections = sectionsOf(report);
  const foot = renderFoot(report);
  const marker = markerLine(report.request.pullRequest);
  const top = topWithin(report, MAX_VISIBLE - visibleLength(sections, foot));
  const frame = `${marker}\n${top}\n\n${foot}\n`;
  const blocks = fitSections(sections, budgetAfter(frame + "\n\n".repeat(sections.length)));
  return `${[`${marker}\n${top}`, ...blocks, foot].join("\n\n")}\n`;
}

/** Hidden first line by which our own comment is found again. */
function markerLine(pullRequest: number | null): string {
  return pullRequest === null
    ? "<!-- headgate:review v1 -->"
    : `<!-- headgate:review v1 pr=${pullRequest} -->`;
}

function sectionsOf(report: Report): readonly Section[] {
  return [
    ...draftSections(report.draft),
    ...findingSections(report),
    ...downstreamSections(report),
    ...changeSections(report),
    ...notAnalysedSections(report),
  ];
}

/** Verdict, lead and table, with as many rows as the room allows; the lead gives way before the last row does. */
function topWithin(report: Report, room: number): string {
  const lead = renderLead(report.draft);
  for (let rows = MAX_ROWS; rows > 0; rows -= 1) {
    const top = renderTop(report, lead, rows);
    if (top.length <= room) return top;
  }
  const bare = renderTop(report, "", 1);
  return bare.length <= room ? bare : renderTop(report, "", 0);
}

function renderTop(report: Report, lead: string, rows: number): string {
  const parts = [`**${verdictLine(report)}**`, lead, unseen(report), mustLookTable(report, rows)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** An incomplete review says at once what it could not see. */
function unseen(report: Report): string {
  if (report.verdict !== "incomplete") return "";
  const failed = gapsOf(report).filter((line) => line.state !== "missing");
  return failed
    .slice(0, 2)
    .map((line) => `- ${renderGap(line)}`)
    .join("\n");
}

function visibleLength(sections: readonly Section[], foot: string): number {
  return sections.reduce((sum, section) => sum + section.summary.length, foot.length);
}
