import type { ModelTokens } from "../../core/draft/model-call.ts";
import type { Asked, Asking, Attempt, Situation } from "./attempt.ts";
import type { Completion } from "./completion.ts";
import { looser } from "./dialect.ts";
import { keepsTo } from "./keeps-to.ts";
import { outcomeOf, type Outcome } from "./outcome.ts";
import { plainAnswer } from "./plain-answer.ts";
import { sum } from "./tokens.ts";

/** What a completion comes to, and what it shows of the endpoint. */
export async function afterCompletion(
  completion: Completion,
  { asked, attempt }: Situation,
  { dialects }: Asking,
): Promise<Outcome | Attempt> {
  const { dialect } = attempt;
  const text = plainAnswer(completion.text);
  const spent = sum(attempt.spent, completion.tokens ?? estimate(asked, completion.text));
  // Its thoughts alone were longer than the answer may be: it gets room for them, once and for all.
  if (completion.end === "length" && completion.thought && !dialect.thinks) {
    return { ...attempt, dialect: { ...dialect, thinks: true }, wait: 0, spent };
  }
  const outcome = outcomeOf({ ...completion, text }, spent, dialect);
  // Some servers take a schema and do not hold the model to it: then the model is to see it itself next time.
  const isHeld = outcome.kind === "failed" || keepsTo(text, asked.answer.schema);
  await dialects.learn(asked.model, isHeld ? dialect : (looser(dialect) ?? dialect));
  return outcome;
}

/** English and JSON have some 3.8 characters a token. */
const CHARACTERS_A_TOKEN = 3.8;

/** Where the endpoint counts nothing. */
function estimate({ estimatedTokens }: Asked, text: string): ModelTokens {
  return { input: estimatedTokens, output: Math.ceil(text.length / CHARACTERS_A_TOKEN), cached: 0 };
}
