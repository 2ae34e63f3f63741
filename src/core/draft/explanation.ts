import type { Checked } from "./checked.ts";
import { proseGrounds } from "./check-answer.ts";
import { checkText } from "./check-text.ts";
import { fenced } from "./fence.ts";
import type { FindingFacts } from "./finding-facts.ts";
import { promptOf, type Prompt } from "./prompt.ts";

const TASK = `Task
Explain this one finding at length, to an analytics engineer who does not see why it matters: what changes, how it reaches those who are hit, what they will notice, and what can be done, with what each way costs. Six to nine sentences.
Shape: {"text":"…"}`;

/** Asks for one finding at length. */
export function explanationPrompt(facts: FindingFacts, nonce: string): Prompt {
  const { id: _id, ...told } = facts;
  return promptOf(TASK, (mark) => fenced("FACTS", [told], mark), nonce);
}

export function checkExplanation(text: string, facts: FindingFacts): Checked {
  return checkText(text, proseGrounds([facts]), { sentence: 320, sentences: 9, characters: 2_000 });
}
