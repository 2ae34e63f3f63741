import type { Draft } from "../../core/report.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import { listOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";
import type { Section } from "../truncate.ts";

/** Longest lead in the visible part. */
const MAX_LEAD = 320;

/** The opening sentences of the review. */
export function renderLead(draft: Draft): string {
  return markdownSentence(draft.lead, MAX_LEAD);
}

/** Says who worded the review; empty when a template did and no model was asked. */
export function draftLabel(draft: Draft): string {
  if (draft.origin === "model") {
    return `drafted by ${listOf(
      draft.models.map((model) => codeSpan(model, 60)),
      3,
    )}, checked against the findings`;
  }
  return draft.reason === undefined ? "" : `template wording: ${markdownSentence(draft.reason, 160)}`;
}

/** What a model drafted, each part with the findings it stands on. A template's words stand in the findings already. */
export function draftSections(draft: Draft): readonly Section[] {
  if (draft.origin === "template" || draft.items.length === 0) return [];
  return [{ summary: "Draft review (AI)", intro: "", entries: draft.items.map(renderItem), noun: "part" }];
}

function renderItem(item: Draft["items"][number]): string {
  const text = `- ${markdownSentence(item.text, 800)} \\[${item.findings.map((id) => codeSpan(id, 12)).join(", ")}\\]`;
  if (item.suggestion === undefined) return text;
  const block = codeBlock(item.suggestion).replaceAll("\n", "\n  ");
  return `${text}\n\n  ${block}\n`;
}
