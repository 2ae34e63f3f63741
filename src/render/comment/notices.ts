import type { Delta, Problem, ProjectReview } from "../../core/pull/project-review.ts";
import { codeSpan } from "../escape.ts";
import { countOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

/** Notices of a kind that are shown; more are counted, so that the table keeps its room. */
const MAX_SHOWN = 3;
/** Longest sentence of a notice. */
const MAX_SENTENCE = 160;

/** Why a project could not be reviewed, and what to do: one line of Markdown. */
export function problemLine({ project, problem }: ProjectReview, isOnly: boolean): string {
  if (problem === null) return "";
  const who = isOnly ? "" : `**${codeSpan(project)}** could not be reviewed: `;
  return `- ${who}${adviceWords(problem)}`;
}

/** The file that steers the review could not be used; the advice names line and key. */
export function configLine(problem: Problem): string {
  return `- **Configuration not used, defaults hold:** ${adviceWords(problem)}`;
}

/** What a reader must know about the inputs of the reviews. */
export function noteLines(reviews: readonly ProjectReview[]): readonly string[] {
  const notes = [...new Set(reviews.flatMap((review) => review.notes))];
  return within(notes.map((note) => `- ${markdownSentence(note, MAX_SENTENCE)}`));
}

/** At most three of a list of lines, and how many more there are. */
export function within(lines: readonly string[]): readonly string[] {
  const more = lines.length - MAX_SHOWN;
  return more <= 0
    ? lines
    : [...lines.slice(0, MAX_SHOWN), `- and ${countOf(more, "more line")} of this kind`];
}

/** What changed since the last review; empty when nothing did. */
export function deltaLine({ fixed, fresh, waived }: Delta): string {
  const counts = [
    ["fixed", fixed],
    ["new", fresh],
    ["waived", waived],
  ] as const;
  const words = counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`);
  return words.length === 0 ? "" : `Since last review: ${words.join(", ")}.`;
}

function adviceWords({ what, why, todo }: Problem): string {
  return [what, why, todo]
    .map((text) => markdownSentence(text, MAX_SENTENCE))
    .filter((text) => text !== "")
    .join(" ");
}
