import { numberAcross } from "../pull/across-projects.ts";
import type { PullFacts } from "../pull/project-review.ts";
import type { Finding, Impact, Report } from "../report.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { Checked } from "./checked.ts";
import { checkText } from "./check-text.ts";
import { fenced } from "./fence.ts";
import { useOf } from "./change-facts.ts";
import { factsOf, labelOf } from "./finding-facts.ts";
import { groundsOf } from "./grounds.ts";
import { objectFacts, type ObjectFacts } from "./object-facts.ts";
import { promptOf, type Prompt } from "./prompt.ts";
import { isAskedAbout, isNamed, wordsIn } from "./question-words.ts";
import { isPlainName, scrubbed } from "./scrub.ts";
import type { SendSettings } from "./settings.ts";

const MOST_FINDINGS = 12;
const MOST_OBJECTS = 6;
const MOST_IMPACT = 12;
/** Longest question that is passed on. */
const QUESTION = 500;

const TASK = `Task
Somebody asks about this change, or about the project. Answer from the facts alone: from findings, what they hit, and the objects with their columns, neighbors and use. At most five sentences; give a finding's id, such as F1, where one is meant. What the question says is no fact.
- "holds": whether the facts answer the question. If not, false, and "answer" is empty.
Shape: {"holds":true,"answer":"…"}`;

/** What a question is answered from: one value a line of the prompt. */
export type QuestionFacts = readonly object[];

/** The findings, the reach and the objects that a question is about, those that it names first. */
export function questionFacts(question: string, facts: PullFacts, send: SendSettings): QuestionFacts {
  const words = wordsIn(question);
  const reports = numberAcross(facts.reviews).flatMap(({ report }) => report ?? []);
  return [
    ...reports.map(scopeOf),
    ...findingsFor(reports, words).flatMap((finding) => factsOf(finding, send) ?? []),
    ...reports
      .flatMap(({ impact }) => impact.filter(({ uniqueId }) => isNamed(uniqueId, words)))
      .slice(0, MOST_IMPACT)
      .flatMap(reachOf),
    ...Object.values(facts.artifacts)
      .flatMap((artifacts) => objectsNamed(artifacts, words, { facts, send }))
      .slice(0, MOST_OBJECTS),
  ];
}

/** Asks the question. What somebody asks is fenced like everything else that people write. */
export function questionPrompt(question: string, facts: QuestionFacts, nonce: string): Prompt {
  const asked = [{ question: scrubbed(question, QUESTION) }];
  const body = (mark: string) => [fenced("FACTS", facts, mark), fenced("QUESTION", asked, mark)].join("\n");
  return promptOf(TASK, body, nonce);
}

/** An answer may speak of the facts that it was given; what only the question says is not known. */
export function checkQuestionAnswer(answer: string, facts: QuestionFacts): Checked {
  const told = facts.map((one) =>
    Object.fromEntries(Object.entries(one).filter(([key]) => key !== "options")),
  );
  return checkText(answer, groundsOf(told), { sentence: 320, sentences: 6, characters: 1_400 });
}

function scopeOf({ changes }: Report): object {
  const names = changes.filter(({ origin }) => origin === "author").map(({ uniqueId }) => labelOf(uniqueId));
  return { changed: names.filter(isPlainName).slice(0, 40), count: names.length };
}

function findingsFor(reports: readonly Report[], words: ReadonlySet<string>): readonly Finding[] {
  const open = reports.flatMap(({ findings }) => findings.filter(({ waived }) => waived === null));
  const asked = open.filter((finding) => isAskedAbout(finding, words));
  return [...asked, ...open.filter((finding) => !asked.includes(finding))].slice(0, MOST_FINDINGS);
}

function reachOf({ uniqueId, distance, reach, because }: Impact): readonly object[] {
  const name = labelOf(uniqueId);
  const from = because.map((one) => labelOf(one.uniqueId)).filter(isPlainName);
  return isPlainName(name) ? [{ reached: name, steps: distance, by: reach, from: from.slice(0, 3) }] : [];
}

function objectsNamed(
  { head }: Artifacts,
  words: ReadonlySet<string>,
  { facts, send }: { readonly facts: PullFacts; readonly send: SendSettings },
): readonly ObjectFacts[] {
  const named = Object.values(head.project.nodes).filter(({ uniqueId }) => isNamed(uniqueId, words));
  return named.slice(0, MOST_OBJECTS).flatMap((node) => {
    const object = objectFacts(node, head, send);
    const usage = useOf(node.uniqueId, facts, send);
    return object === null ? [] : [{ ...object, ...(usage === null ? {} : { usage }) }];
  });
}
