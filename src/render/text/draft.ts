import type { Draft } from "../../core/report.ts";
import { plainBlock, plainText } from "../escape.ts";
import { wrapSentence } from "../wrap.ts";
import type { Terminal } from "./terminal.ts";

/** Says who worded the review, in brackets, and where a template had to; empty when no model was asked. */
export function draftedBy({ origin, models, reason }: Draft): string {
  if (origin === "template") return reason === undefined ? "" : `(not drafted by a model: ${reason})`;
  const why = reason === undefined ? "" : `; ${reason}`;
  return `(drafted by ${plainText(models.join(", "), 120)}, checked against the findings${why})`;
}

/** What a model drafted, a block for each part. A template's words stand in the findings already. */
export function renderDraft({ origin, items }: Draft, terminal: Terminal): readonly (readonly string[])[] {
  if (origin === "template") return [];
  return items.map((item) => renderItem(item, terminal));
}

function renderItem(
  { findings, text, suggestion }: Draft["items"][number],
  { paint, width }: Terminal,
): readonly string[] {
  const ids = plainText(findings.join(", "), 60);
  const lines = wrapSentence(text, { lead: `${paint("bold", ids)}  `, indent: 2, width }, paint);
  const block = suggestion === undefined ? [] : plainBlock(suggestion).map((line) => `    ${line}`);
  return [...lines, ...block];
}
