import type { ModelTokens } from "../../core/draft/model-call.ts";
import type { Patience } from "../../ports.ts";
import { afterReply } from "./after-reply.ts";
import type { Asked, Asking, Attempt } from "./attempt.ts";
import { failed, type Outcome } from "./outcome.ts";
import { requestBody } from "./request-body.ts";
import { noTokens, sum } from "./tokens.ts";

/**
 * Asks until there is an answer or no hope of one before the deadline: at most twice more where waiting may help, and again
 * without what the endpoint does not take. Never rejects.
 */
export async function ask(asked: Asked, { deadline, signal }: Patience, tools: Asking): Promise<Outcome> {
  const { chat, dialects, time } = tools;
  const left = deadline - time.now();
  if (signal.aborted) return ABORTED;
  if (left <= 0) return LATE;
  const over = AbortSignal.any([signal, time.timeout(left)]);
  // A request that was on its way was worked on, as far as anybody knows: what it holds counts.
  const sent = { ...noTokens, input: asked.estimatedTokens };
  let attempt: Attempt = { dialect: await dialects.of(asked.model), retries: 0, wait: 0, spent: noTokens };
  for (;;) {
    const reply = await chat(requestBody(asked, asked.model, attempt.dialect), over);
    if (reply.kind === "aborted") return brokenOff(signal, sum(attempt.spent, sent));
    const next = await afterReply(reply, { asked, attempt, deadline }, tools);
    if ("kind" in next) return next;
    if (next.wait > 0) await time.pause(next.wait, over).catch(() => undefined);
    if (over.aborted) return brokenOff(signal, next.spent);
    attempt = next;
  }
}

const ABORTED = failed("aborted", "Nobody waits for the answer any more.");
const LATE = failed("timeout", "The model did not answer in time.");

function brokenOff(signal: AbortSignal, tokens: ModelTokens): Outcome {
  return { ...(signal.aborted ? ABORTED : LATE), tokens };
}
