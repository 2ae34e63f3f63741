import type { Describable, Proposal } from "../core/documentation/propose.ts";
import { descriptionFacts, descriptionsPrompt, withDescriptions } from "../core/draft/descriptions.ts";
import { checkExplanation, explanationPrompt } from "../core/draft/explanation.ts";
import { factsOf } from "../core/draft/finding-facts.ts";
import type { ModelSize } from "../core/draft/model-call.ts";
import { checkQuestionAnswer, questionFacts, questionPrompt } from "../core/draft/question.ts";
import { restoreLiterals } from "../core/draft/restore-literals.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import type { Finding } from "../core/report.ts";
import { descriptionsAnswer, explainAnswer, questionAnswer } from "./answers.ts";
import { askModel, failureWords, type Asking, type Question, type Reply } from "./ask-model.ts";

/** Words of a model that hold against the facts, and which model it was; or why there are none. */
export type Worded<T> =
  | { readonly kind: "worded"; readonly value: T; readonly model: string }
  | { readonly kind: "not worded"; readonly why: string };

/** What descriptions are drafted from: the side that has the object, and the facts of the pull request. */
export interface DescribedFrom {
  readonly side: Side;
  readonly pull: PullFacts;
}

/** What slash commands may have worded. Nothing is asked before one of these is called, and none of them rejects. */
export interface CommandModels {
  /** The answer to a question; null where the model says that the facts do not hold it. */
  readonly answer: (question: string, facts: PullFacts) => Promise<Worded<string | null>>;
  /** One finding at length. Null: it holds names that no model is shown. */
  readonly explain: (finding: Finding) => Promise<Worded<string> | null>;
  /** A proposal with descriptions where it has no words. Null: it lacks none. */
  readonly describe: (
    node: Describable,
    proposal: Proposal,
    from: DescribedFrom,
  ) => Promise<Worded<Proposal> | null>;
}

/** Tokens of an answer to a command. */
const MOST_TOKENS = 900;

/** The models for the commands of one pull request. */
export function commandModels(asking: Asking): CommandModels {
  return {
    answer: (question, facts) => answer(question, facts, asking),
    explain: (finding) => explain(finding, asking),
    describe: (node, proposal, from) => describe({ node, proposal, ...from }, asking),
  };
}

async function answer(question: string, all: PullFacts, asking: Asking): Promise<Worded<string | null>> {
  const facts = questionFacts(question, all, asking.settings.send);
  const prompt = questionPrompt(question, facts, asking.nonce());
  const reply = await ask({ task: "ask", size: "small", prompt, answer: questionAnswer }, asking);
  if (reply.value === null) return notWorded(reply);
  if (!reply.value.holds) return worded(null, reply);
  const { text } = checkQuestionAnswer(reply.value.answer, facts);
  const findings = all.reviews.flatMap(({ report }) => report?.findings ?? []);
  return text === "" ? ungrounded : worded(restoreLiterals(text, findings), reply);
}

async function explain(finding: Finding, asking: Asking): Promise<Worded<string> | null> {
  const facts = factsOf(finding, asking.settings.send);
  if (facts === null) return null;
  const prompt = explanationPrompt(facts, asking.nonce());
  const reply = await ask({ task: "explain", size: "large", prompt, answer: explainAnswer }, asking);
  if (reply.value === null) return notWorded(reply);
  const { text } = checkExplanation(reply.value.text, facts);
  return text === "" ? ungrounded : worded(restoreLiterals(text, [finding]), reply);
}

async function describe(
  { node, proposal, ...from }: { readonly node: Describable; readonly proposal: Proposal } & DescribedFrom,
  asking: Asking,
): Promise<Worded<Proposal> | null> {
  const facts = descriptionFacts(node, proposal, { ...from, send: asking.settings.send });
  if (facts === null) return null;
  const prompt = descriptionsPrompt(facts, asking.nonce());
  const reply = await ask({ task: "docs", size: "small", prompt, answer: descriptionsAnswer }, asking);
  if (reply.value === null) return notWorded(reply);
  return worded(withDescriptions(proposal, reply.value.descriptions, facts), reply);
}

/** A mode of the configuration wins over the usual size. */
function ask<T>(question: Omit<Question<T>, "maxTokens">, asking: Asking): Promise<Reply<T>> {
  const { mode } = asking.settings;
  const size: ModelSize = mode === "small" || mode === "large" ? mode : question.size;
  return askModel({ ...question, size, maxTokens: MOST_TOKENS }, asking);
}

function worded<T>(value: T, { spent }: Reply<unknown>): Worded<T> {
  return { kind: "worded", value, model: spent?.model ?? "" };
}

function notWorded({ failure }: Reply<unknown>): Worded<never> {
  return failure === null ? ungrounded : { kind: "not worded", why: failureWords(failure) };
}

const ungrounded: Worded<never> = { kind: "not worded", why: failureWords("ungrounded") };
