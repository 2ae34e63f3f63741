import type { Finding, Report } from "../../core/report.ts";
import { escapeHtml, LIMITS } from "../escape.ts";
import { hitBy, mustLook, ownerNames } from "../finding-facts.ts";
import { countOf, labelOf, listOf, quoted } from "../names.ts";
import { htmlSentence } from "../sentence.ts";
import { element } from "./markup.ts";

const MAX_ROWS = 5;

/** What somebody must look at, in at most five rows that lead to the findings. */
export function renderMustLook(report: Report): string {
  const findings = mustLook(report.findings);
  if (findings.length === 0) return "";
  const more = findings.length - MAX_ROWS;
  return element("section", [
    "<h2>Must look</h2>",
    `<div class="scroll"><table>
<thead><tr><th>Id</th><th></th><th>What changed</th><th>Who is hit</th><th>Owner</th></tr></thead>
<tbody>
${findings.slice(0, MAX_ROWS).map(renderRow).join("\n")}
</tbody></table></div>`,
    more > 0 ? `<p class="quiet">${countOf(more, "more finding")} to look at below.</p>` : "",
  ]);
}

function renderRow(finding: Finding): string {
  const id = escapeHtml(finding.id);
  const hit = listOf(hitBy(finding), 3, labelOf);
  const owners = listOf(ownerNames(finding.owners), 2, quoted);
  const cells = [
    `<td><a href="#${id}">${id}</a></td>`,
    `<td><span class="badge ${finding.severity}">${finding.severity}</span></td>`,
    `<td>${htmlSentence(finding.title, 200)}</td>`,
    `<td data-label="Hits">${htmlSentence(hit, LIMITS.list)}</td>`,
    `<td data-label="Owner">${htmlSentence(owners)}</td>`,
  ];
  return `<tr>${cells.join("").replace(/<td data-label="\w+"><\/td>/gu, "<td></td>")}</tr>`;
}
