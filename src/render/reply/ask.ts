import { numberAcross } from "../../core/pull/across-projects.ts";
import type { PullFacts } from "../../core/pull/project-review.ts";
import { isAskedAbout, isNamed, wordsIn } from "../../core/draft/question-words.ts";
import type { Finding, Impact } from "../../core/report.ts";
import { openFindings } from "../finding-facts.ts";
import { countOf, firstOf, labelOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";
import { wordedBy, wordedParagraph } from "./worded.ts";

const MAX_FINDINGS = 6;
const MAX_ROWS = 8;

/**
 * An answer from computed facts: the findings and the impact of the objects that the question names, or that the facts do
 * not hold it. The question itself is not repeated.
 */
export function answerFromFacts(question: string, { reviews }: PullFacts): string {
  const words = wordsIn(question);
  const reports = numberAcross(reviews).flatMap(({ report }) => report ?? []);
  const findings = reports.flatMap((report) =>
    openFindings(report.findings).filter((finding) => isAskedAbout(finding, words)),
  );
  const rows = reports.flatMap(({ impact }) => impact.filter(({ uniqueId }) => isNamed(uniqueId, words)));
  const lines = [...some(findings, MAX_FINDINGS, findingLine), ...some(rows, MAX_ROWS, impactLine)];
  if (lines.length === 0) return NO_ANSWER;
  return ["What the facts of this review say of what you name:", lines.join("\n")].join("\n\n");
}

/** A reply to a question: the words of a model where it had an answer that held, else what the facts say by themselves. */
export function renderAnswer(
  fromFacts: string,
  worded: { readonly kind: "worded"; readonly value: string | null; readonly model: string } | NotWorded,
): string {
  const isAnswer = worded?.kind === "worded" && worded.value !== null;
  const said = worded?.kind === "worded" && worded.value === null ? NOT_HELD : "";
  const text = isAnswer
    ? wordedParagraph(worded.value ?? "")
    : [said, fromFacts].filter((part) => part !== "").join("\n\n");
  const by = wordedBy(worded);
  return by === "" ? text : `${text}\n\n${by}`;
}

type NotWorded = { readonly kind: "not worded"; readonly why: string } | null;

const NOT_HELD = "The model found no answer in the facts of this review.";

const NO_ANSWER =
  "The facts of this review do not hold the answer: no finding and nothing downstream has a name from the question. Name a model, column, metric or exposure, or a finding such as `F1`.";

function some<T>(items: readonly T[], max: number, line: (item: T) => string): readonly string[] {
  const { shown, more } = firstOf(items, max);
  return [...shown.map(line), ...(more > 0 ? [`- and ${more} more`] : [])];
}

function findingLine({ id, severity, title, why }: Finding): string {
  return `- **${id}** ${severity}: ${markdownSentence(title, 200)}. ${markdownSentence(why, 300)}`;
}

function impactLine({ uniqueId, distance, because, tier }: Impact): string {
  const [nearest] = because;
  const from = nearest === undefined ? "" : ` from ${markdownSentence(labelOf(nearest.uniqueId))}`;
  return `- ${markdownSentence(labelOf(uniqueId))} is reached in ${countOf(distance, "step")}${from} (${tier})`;
}
