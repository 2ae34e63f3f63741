import type { ModelAnswer, ModelCall, ModelFailure, ModelSize } from "../core/draft/model-call.ts";
import type { Prompt } from "../core/draft/prompt.ts";
import type { DraftSettings } from "../core/draft/settings.ts";
import type { Drafter, Patience } from "../ports.ts";
import type { Allowance } from "./allowance.ts";
import type { AnswerKind } from "./answers.ts";

/** What is needed to ask a model. */
export interface Asking {
  readonly drafter: Drafter;
  /** Something that nobody can guess, new at every call: it closes the fences of a prompt. */
  readonly nonce: () => string;
  readonly patience: Patience;
  readonly settings: DraftSettings;
  readonly account: ModelCall["account"];
  readonly allowance: Allowance;
}

/** A question to a model. */
export interface Question<T> {
  readonly task: string;
  readonly size: ModelSize;
  readonly prompt: Prompt;
  readonly answer: AnswerKind<T>;
  readonly maxTokens: number;
}

/** Why there is no answer that holds. Beside what the client says: */
export type Failure =
  | ModelFailure
  /** The review may ask no more. */
  | "allowance"
  /** No JSON of the wanted shape. */
  | "unreadable"
  /** Nothing of it was left by the check. */
  | "ungrounded";

/** What came of a question: `value` null with the failure. `spent` null: no model was asked. */
export type Reply<T> = {
  readonly spent: ModelAnswer | null;
  /** As the model wrote it; empty where there is none. */
  readonly text: string;
} & ({ readonly value: T; readonly failure: null } | { readonly value: null; readonly failure: Failure });

/** Asks once. Never rejects. */
export async function askModel<T>(question: Question<T>, asking: Asking): Promise<Reply<T>> {
  const { task, size, prompt, answer, maxTokens } = question;
  if (!asking.allowance.take(prompt.estimatedTokens)) {
    return { spent: null, text: "", value: null, failure: "allowance" };
  }
  const call: ModelCall = {
    task,
    size,
    messages: prompt.messages,
    answer: { name: answer.name, schema: answer.schema },
    maxTokens,
    estimatedTokens: prompt.estimatedTokens,
    cacheKey: prompt.cacheKey,
    account: asking.account,
    settings: asking.settings,
  };
  const spent = await asking.drafter.draft(call, asking.patience);
  if (spent.kind === "failed") return { spent, text: "", value: null, failure: spent.failure };
  const value = answer.read(spent.text);
  if (value === null) return { spent, text: spent.text, value: null, failure: "unreadable" };
  return { spent, text: spent.text, value, failure: null };
}

const WORDS: Readonly<Record<Failure, string>> = {
  "not-configured": "no model is set up",
  budget: "the budget for models is spent",
  "circuit-open": "the model endpoint failed a moment ago and is left alone for a while",
  timeout: "the model did not answer in time",
  aborted: "the model did not answer in time",
  "endpoint-down": "the model endpoint cannot be reached",
  rejected: "the model endpoint does not take the call",
  refused: "the model would not answer",
  filtered: "the model endpoint filtered the answer",
  length: "the answer of the model was cut off",
  allowance: "the review may ask no more of models",
  unreadable: "the answer of the model was not of the wanted shape",
  ungrounded: "the answer of the model did not hold against the facts",
};

/** A failure as a sentence has it. Words of ours alone: an endpoint does not write into a review. */
export function failureWords(failure: Failure): string {
  return WORDS[failure];
}
