import type { Finding } from "../../core/report.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import {
  differencesOf,
  differenceWords,
  hitBy,
  ownerNames,
  placeOf,
  severityWords,
  usedWords,
} from "../finding-facts.ts";
import { labelOf, listOf } from "../names.ts";
import { markdownSentence, splitAdvice } from "../sentence.ts";

/** How many of what a finding hits are named. */
const MAX_HIT = 4;

/** One finding as a list item: what, why, what to do. At most three lines, and a code block where the fix has one. */
export function renderFinding(finding: Finding): string {
  if (finding.waived !== null) return renderWaived(finding, finding.waived);
  const advice = splitAdvice(finding.fix);
  const why = [markdownSentence(finding.why), hits(finding)].filter((text) => text !== "").join(" ");
  const fix = advice.sentence === "" ? "" : `Fix: ${markdownSentence(advice.sentence)}`;
  const lines = [`- ${what(finding)}`, why, fix].filter((text) => text !== "");
  const item = lines.join("<br>\n  ");
  return advice.block === "" ? item : `${item}\n\n${indent(codeBlock(advice.block, advice.language))}\n`;
}

function what(finding: Finding): string {
  const place = placeOf(finding);
  const differences = markdownSentence(
    differencesOf(finding)
      .map((difference) => differenceWords(difference))
      .join("; "),
  );
  return [
    `**${finding.id}** ${severityWords(finding)}: ${markdownSentence(finding.title, 200)}`,
    ...(differences === "" ? [] : [`(${differences})`]),
    ...(place === null ? [] : [codeSpan(place, 200)]),
  ].join(" ");
}

function hits(finding: Finding): string {
  const names = listOf(hitBy(finding), MAX_HIT, markdownLabel);
  const owners = listOf(ownerNames(finding.owners), 2, asCode);
  const hit = names === "" ? "" : `Hits ${names}.`;
  const owner = owners === "" ? "" : `Owner: ${owners}.`;
  const used = usedWords(finding);
  return [hit, used === "" ? "" : `Use: ${markdownSentence(used)}.`, owner]
    .filter((text) => text !== "")
    .join(" ");
}

function markdownLabel(uniqueId: string): string {
  return markdownSentence(labelOf(uniqueId));
}

function asCode(name: string): string {
  return codeSpan(name);
}

function renderWaived(finding: Finding, waived: { by: string; reason: string; at: string }): string {
  const title = markdownSentence(finding.title, 200);
  const reason = markdownSentence(waived.reason, 200);
  return `- **${finding.id}** waived ${finding.severity}: ${title}<br>\n  Waived by ${codeSpan(waived.by)} on ${codeSpan(waived.at.slice(0, 10))}: ${reason}`;
}

function indent(block: string): string {
  return block
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}
