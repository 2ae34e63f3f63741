import type { Draft } from "../../core/report.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import { listOf } from "../names.ts";
import { markdownSentence, suggestionLanguage } from "../sentence.ts";
import type { Section } from "../truncate.ts";

/** Longest lead in the visible part. */
const MAX_LEAD = 320;

/** Longest paragraph, as the check of drafts lets it through. */
const MAX_TEXT = 2_000;

/** The opening sentences of the review. */
export function renderLead(draft: Draft): string {
  return markdownSentence(draft.lead, MAX_LEAD);
}

/** Says who worded the review and what was checked, and where a template had to; empty when no model was asked. */
export function draftLabel({ origin, models, reason }: Draft): string {
  const why = reason === undefined ? "" : markdownSentence(reason, 160);
  if (origin === "template") return why === "" ? "" : `not drafted by a model: ${why}`;
  const by = listOf(
    models.map((model) => codeSpan(model, 60)),
    3,
  );
  return `drafted by ${by}, checked against the findings${why === "" ? "" : `; ${why}`}`;
}

/** What a model drafted, each part with the findings it stands on. A template's words stand in the findings already. */
export function draftSections(draft: Draft): readonly Section[] {
  if (draft.origin === "template" || draft.items.length === 0) return [];
  return [{ summary: "Draft review (AI)", intro: "", entries: draft.items.map(renderItem), noun: "part" }];
}

function renderItem(item: Draft["items"][number]): string {
  const text = `- ${markdownSentence(item.text, MAX_TEXT)} \\[${item.findings.map((id) => codeSpan(id, 12)).join(", ")}\\]`;
  if (item.suggestion === undefined) return text;
  const block = codeBlock(item.suggestion, suggestionLanguage(item.suggestion)).replaceAll("\n", "\n  ");
  return `${text}\n\n  ${block}\n`;
}
