import { afterCompletion } from "./after-completion.ts";
import type { Asking, Attempt, Situation } from "./attempt.ts";
import type { Reply } from "./chat.ts";
import { simpler } from "./dialect.ts";
import { failed, refusalOutcome, type Failed, type Outcome } from "./outcome.ts";
import { waitAfter, type Lost } from "./wait-after.ts";

/** What follows from a reply: the outcome, or another attempt. */
export async function afterReply(
  reply: Exclude<Reply, { kind: "aborted" }>,
  situation: Situation,
  tools: Asking,
): Promise<Outcome | Attempt> {
  const { attempt, deadline } = situation;
  if (reply.kind === "completed") return afterCompletion(reply.completion, situation, tools);
  const dialect = isDialectFault(reply) ? simpler(attempt.dialect, reply.said) : null;
  if (dialect !== null) return { ...attempt, dialect, wait: 0 };
  const wait = waitAfter(reply, { retries: attempt.retries, deadline }, tools);
  if (wait === null) return { ...lost(reply), tokens: attempt.spent };
  return { ...attempt, retries: attempt.retries + 1, wait };
}

function isDialectFault(reply: Lost): reply is Extract<Lost, { kind: "refused" }> {
  return reply.kind === "refused" && (reply.status === 400 || reply.status === 422);
}

function lost(reply: Lost): Failed {
  if (reply.kind === "refused") return refusalOutcome(reply.status, reply.said);
  if (reply.kind === "unreachable") {
    return failed("endpoint-down", "The model's endpoint cannot be reached.");
  }
  const what = reply.isTooLarge ? "more than a megabyte" : "what is no chat completion";
  return failed("endpoint-down", `The model's endpoint answers with ${what}.`);
}
