import { numberAcross } from "../../core/pull/across-projects.ts";
import type { PullFacts } from "../../core/pull/project-review.ts";
import type { Finding, Impact, Report } from "../../core/report.ts";
import { openFindings } from "../finding-facts.ts";
import { countOf, firstOf, labelOf, nameOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

const MAX_FINDINGS = 6;
const MAX_ROWS = 8;
/** Longer questions are cut. */
const MAX_QUESTION = 1_000;

/**
 * An answer from computed facts: the findings and the impact of the objects that the question names, or that the facts do
 * not hold it. The question itself is not repeated.
 */
export function answerFromFacts(question: string, { reviews }: PullFacts): string {
  const words = wordsIn(question);
  const reports = numberAcross(reviews).flatMap(({ report }) => report ?? []);
  const findings = reports.flatMap((report) => findingsAbout(words, report));
  const rows = reports.flatMap(({ impact }) => impact.filter(({ uniqueId }) => isNamed(uniqueId, words)));
  const lines = [...some(findings, MAX_FINDINGS, findingLine), ...some(rows, MAX_ROWS, impactLine)];
  if (lines.length === 0) return NO_ANSWER;
  return ["What the facts of this review say of what you name:", lines.join("\n")].join("\n\n");
}

const NO_ANSWER =
  "The facts of this review do not hold the answer: no finding and nothing downstream has a name from the question. Name a model, column, metric or exposure, or a finding such as `F1`.";

/** The words of a question as names are compared: in lower case, with and without what stands around dots. */
function wordsIn(question: string): ReadonlySet<string> {
  const words =
    question
      .slice(0, MAX_QUESTION)
      .toLowerCase()
      .match(/[\p{L}\p{N}_$][\p{L}\p{N}_$.]*/gu) ?? [];
  return new Set(words.flatMap((word) => [word.replace(/\.+$/u, ""), ...word.split(".")]));
}

function findingsAbout(words: ReadonlySet<string>, report: Report): readonly Finding[] {
  return openFindings(report.findings).filter(({ id, subject, affected, evidence }) => {
    const columns = [subject.column, ...evidence.map(({ column }) => column)];
    return (
      words.has(id.toLowerCase()) ||
      columns.some((column) => column !== undefined && words.has(column.toLowerCase())) ||
      [subject.uniqueId, ...affected].some((uniqueId) => isNamed(uniqueId, words))
    );
  });
}

function isNamed(uniqueId: string, words: ReadonlySet<string>): boolean {
  const name = nameOf(uniqueId).toLowerCase();
  return words.has(name) || words.has(uniqueId.toLowerCase());
}

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
