import { gapsOf } from "./gaps.ts";
import type { Report } from "../core/report.ts";
import { escapeHtml, plainText } from "./escape.ts";
import { renderChanges } from "./html/changes.ts";
import { draftLabel, renderDraftItems } from "./html/draft.ts";
import { renderFindings } from "./html/findings.ts";
import { renderLineage } from "./html/lineage.ts";
import { renderMustLook } from "./html/must-look.ts";
import { element, list } from "./html/markup.ts";
import { STYLE } from "./html/style.ts";
import { htmlSentence } from "./sentence.ts";
import { verdictLine, verdictWord } from "./verdict-line.ts";

/** Nothing is loaded and nothing runs: only the style in this page counts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The review as one page that stands alone: no scripts, no fonts, nothing from elsewhere; light and dark; printable. */
export function renderHtml(report: Report): string {
  const project = plainText(report.artifacts.head.projectName ?? "", 80);
  const title = ["Headgate review", project].filter((part) => part !== "").join(": ");
  const parts = [
    renderHead(report, title),
    renderMustLook(report),
    renderFindings(report),
    renderLineage(report),
    renderChanges(report),
    renderGaps(report),
    renderFoot(report),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${parts.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

function renderHead(report: Report, title: string): string {
  const { draft, verdict } = report;
  const lead = draft.lead === "" ? "" : `<p>${htmlSentence(draft.lead)}</p>`;
  const label = draftLabel(draft);
  return element("header", [
    `<p class="title">${escapeHtml(title)}</p>`,
    `<h1><span class="badge ${verdict}">${verdictWord(report)}</span> ${escapeHtml(verdictLine(report))}</h1>`,
    lead,
    label === "" ? "" : `<p class="quiet">${label}</p>`,
    renderDraftItems(draft),
  ]);
}

function renderGaps(report: Report): string {
  const gaps = gapsOf(report);
  if (gaps.length === 0) return "";
  const lines = gaps.map(
    (line) =>
      `<b>${htmlSentence(line.input, 80)}</b> (${line.state}): ${htmlSentence(`${line.effect} ${line.fix}`)}`,
  );
  return element("section", ["<h2>Not analysed</h2>", list(lines)]);
}

function renderFoot({ request, artifacts, generator }: Report): string {
  const sides = [request.base, request.head].map(({ ref, sha }) =>
    [plainText(ref ?? "", 60), (sha ?? "").slice(0, 8)].filter((part) => part !== "").join(" "),
  );
  const facts = [
    sides.filter((side) => side !== "").join(" to "),
    `dbt ${[...new Set([artifacts.base.dbtVersion, artifacts.head.dbtVersion])].join(" to ")}`,
    artifacts.head.adapterType ?? "",
    `Headgate ${generator.version}`,
  ];
  const text = facts.filter((fact) => fact !== "").join(" · ");
  return `<footer class="quiet">${escapeHtml(plainText(text))}</footer>`;
}
