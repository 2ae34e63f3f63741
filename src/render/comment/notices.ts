import type { Delta, Problem, ProjectReview } from "../../core/pull/project-review.ts";
import { codeSpan } from "../escape.ts";
import { countOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

/** Notices of a kind that are shown; more are counted, so that the table keeps its room. */
const MAX_SHOWN = 3;
/** Longest sentence of a notice. */
const MAX_SENTENCE = 160;

/** Why a project could not be reviewed, and what to do: one line of Markdown. `max`: characters of each sentence. */
export function problemLine(
  { project, problem }: ProjectReview,
  isOnly: boolean,
  max: number = MAX_SENTENCE,
): string {
  if (problem === null) return "";
  const who = isOnly ? "" : `**${codeSpan(project)}** could not be reviewed: `;
  const words = [problem.what, problem.why, problem.todo].map((text) => markdownSentence(text, max));
  return `- ${who}${words.filter((text) => text !== "").join(" ")}`;
}

/** The file that steers the review could not be used: the first fault, with its line and key, and how many more there are. */
export function configLine({ what, why }: Problem): string {
  const [first = what, ...others] = linesOf(why);
  const more = others.length === 0 ? "" : ` The check run lists ${others.length} more.`;
  return `- ${CONFIG_NOT_USED} ${markdownSentence(first, MAX_SENTENCE)}${more}`;
}

/** All faults of the file that steers the review, for where there is room. */
export function configLines({ what, why, todo }: Problem): readonly string[] {
  const faults = [...linesOf(why), todo].filter((text) => text !== "");
  return [
    `- ${CONFIG_NOT_USED} ${markdownSentence(what)}`,
    ...faults.slice(0, MAX_FAULTS).map((fault) => `  - ${markdownSentence(fault)}`),
  ];
}

const CONFIG_NOT_USED = "**Configuration not used, defaults hold:**";
const MAX_FAULTS = 20;

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** The notices that fit into what is seen at once; the first is always there, and those without room are counted. */
export function visibleNotices(lines: readonly string[]): readonly string[] {
  let left = MAX_NOTICES;
  const shown = lines.filter((line, index) => {
    left -= line.length;
    return index === 0 || left >= 0;
  });
  const more = lines.length - shown.length;
  return more === 0 ? shown : [...shown, `- ${countOf(more, "more notice")} in the check run.`];
}

/** Characters of all notices together. */
const MAX_NOTICES = 800;

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
