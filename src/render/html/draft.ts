import type { Draft } from "../../core/report.ts";
import { escapeHtml, plainText } from "../escape.ts";
import { htmlSentence } from "../sentence.ts";
import { codeLines, list } from "./markup.ts";

/** Longest paragraph, as the check of drafts lets it through. */
const MAX_TEXT = 2_000;

/** Says who worded the review, and where a template had to; empty when no model was asked. */
export function draftLabel({ origin, models, reason }: Draft): string {
  const why = reason === undefined ? "" : htmlSentence(reason, 160);
  if (origin === "template") return why === "" ? "" : `Not drafted by a model: ${why}`;
  const by = escapeHtml(plainText(models.join(", "), 120));
  return `Drafted by ${by}, checked against the findings${why === "" ? "" : `; ${why}`}`;
}

/** What a model drafted, each part with its findings and what to copy. A template's words stand in the findings already. */
export function renderDraftItems({ origin, items }: Draft): string {
  return origin === "template" ? "" : list(items.map(renderItem));
}

function renderItem({ findings, text, suggestion }: Draft["items"][number]): string {
  const ids = findings.map((id) => `<a href="#${escapeHtml(id)}">${escapeHtml(id)}</a>`).join(", ");
  return `${htmlSentence(text, MAX_TEXT)} [${ids}]${codeLines(suggestion ?? "")}`;
}
