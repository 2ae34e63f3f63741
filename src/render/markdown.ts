import type { Report } from "../core/report.ts";
import { changeSections } from "./markdown/changes.ts";
import { downstreamSections } from "./markdown/downstream.ts";
import { draftSections, renderLead } from "./markdown/draft.ts";
import { querySections } from "./markdown/queries.ts";
import { findingSections } from "./markdown/findings.ts";
import { renderFoot } from "./markdown/foot.ts";
import { mustLookTable } from "./markdown/must-look.ts";
import { notAnalysedSections, renderGap } from "./markdown/not-analysed.ts";
import { blocksOf, markerLine, renderPage, type Top } from "./markdown/page.ts";
import { gapsOf } from "./gaps.ts";
import type { Section } from "./truncate.ts";
import { verdictLine } from "./verdict-line.ts";

/** The review as a Markdown comment: what must be seen at once, the rest in blocks, within GitHub's limits. */
export function renderMarkdown(report: Report): string {
  return renderPage({
    marker: markerLine(report.request.pullRequest),
    top: reportTop(report),
    blocks: blocksOf(reportSections(report)),
    foot: renderFoot(report),
    hidden: "",
  });
}

/** What stands above the blocks of one report. */
export function reportTop(report: Report): Top {
  return {
    title: verdictLine(report),
    notices: unseen(report),
    lead: renderLead(report.draft),
    table: (rows) => mustLookTable(report.findings, rows),
  };
}

/** The blocks of one report, in reading order. */
export function reportSections(report: Report): readonly Section[] {
  return [
    ...draftSections(report.draft),
    ...findingSections(report),
    ...querySections(report),
    ...downstreamSections(report),
    ...changeSections(report),
    ...notAnalysedSections(report),
  ];
}

/** An incomplete review says at once what it could not see. */
function unseen(report: Report): readonly string[] {
  if (report.verdict !== "incomplete") return [];
  const failed = gapsOf(report).filter((line) => line.state !== "missing");
  return failed.slice(0, 2).map((line) => `- ${renderGap(line)}`);
}
