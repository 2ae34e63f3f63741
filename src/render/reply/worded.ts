import { codeSpan } from "../escape.ts";
import { markdownSentence } from "../sentence.ts";

/** Longest text of a model in a reply, as the checks let it through. */
const MAX_TEXT = 2_200;

/** What a model worded, and that it was checked; or why it did not. Null: no model was asked. */
export type WordedText =
  | { readonly kind: "worded"; readonly value: unknown; readonly model: string }
  | { readonly kind: "not worded"; readonly why: string }
  | null;

/** A checked text of a model as a paragraph. */
export function wordedParagraph(text: string): string {
  return markdownSentence(text, MAX_TEXT);
}

/** One small line: who worded it, or why no model did. Empty where none was asked. */
export function wordedBy(worded: WordedText): string {
  if (worded === null) return "";
  return worded.kind === "worded"
    ? `<sub>worded by ${codeSpan(worded.model, 60)}, checked against the facts of this review</sub>`
    : `<sub>not worded by a model: ${markdownSentence(worded.why, 160)}</sub>`;
}
