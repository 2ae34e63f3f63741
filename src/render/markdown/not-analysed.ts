import type { Fidelity, Report } from "../../core/report.ts";
import { escapeSummary, plainText } from "../escape.ts";
import { gapsOf } from "../gaps.ts";
import { countOf, listOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";
import type { Section } from "../truncate.ts";

/** Names that would make the summary longer than this are only counted there. */
const MAX_SUMMARY = 120;

/** The block of what was not analysed, each line with the one thing to do about it. */
export function notAnalysedSections(report: Report): readonly Section[] {
  const lines = gapsOf(report);
  if (lines.length === 0) return [];
  const inputs = [...new Set(lines.map((line) => escapeSummary(plainText(line.input, 40))))];
  const names = listOf(inputs, 4);
  return [
    {
      summary: `Not analysed: ${names.length > MAX_SUMMARY ? countOf(lines.length, "input") : names}`,
      intro: "",
      entries: lines.map((line) => `- ${renderGap(line)}`),
      noun: "line",
    },
  ];
}

/** One line: what is missing, what that costs, what to do. */
export function renderGap(line: Fidelity): string {
  const effect = markdownSentence(line.effect, 300);
  const fix = markdownSentence(line.fix, 300);
  return `**${markdownSentence(line.input, 80)}** (${line.state}): ${[effect, fix].filter((text) => text !== "").join(" ")}`;
}
