import type { ModelTokens } from "../../core/draft/model-call.ts";
import type { Patience } from "../../ports.ts";
import type { Breaker } from "./breaker.ts";
import type { Chat, Reply } from "./chat.ts";
import { looser, simpler, type Dialect } from "./dialect.ts";
import type { Dialects } from "./dialects.ts";
import { failed, mayPass, noTokens, outcomeOf, refusalOutcome, type Outcome } from "./outcome.ts";
import { plainAnswer } from "./plain-answer.ts";
import { keepsTo } from "./keeps-to.ts";
import { requestBody, type Question } from "./request-body.ts";
import type { Time } from "./time.ts";

/** What asking works with: the connection, and what was learned of the endpoint. */
export interface Asking {
  readonly chat: Chat;
  readonly dialects: Dialects;
  readonly breaker: Breaker;
  readonly time: Time;
}

/** What is asked of which model. */
export interface Asked extends Question {
  readonly model: string;
  readonly estimatedTokens: number;
}

const MOST_RETRIES = 2;

const FIRST_WAIT = 500;

/** Longer than this nobody waits: the template is there already. */
const LONGEST_WAIT = 20_000;

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
  let dialect = await dialects.of(asked.model);
  for (let retries = 0; ;) {
    const reply = await chat(requestBody(asked, asked.model, dialect), over);
    if (reply.kind === "completed") return completed(asked, { reply, dialect }, tools);
    if (reply.kind === "aborted") return brokenOff(signal, { ...noTokens, input: asked.estimatedTokens });
    const next = isDialectFault(reply) ? simpler(dialect, reply.said) : null;
    if (next !== null) {
      dialect = next;
      continue;
    }
    const wait = waitAfter(reply, { retries, deadline }, tools);
    if (wait === null) return lost(reply);
    await time.pause(wait, over).catch(() => undefined);
    if (over.aborted) return brokenOff(signal, noTokens);
    retries += 1;
  }
}

const ABORTED = failed("aborted", "Nobody waits for the answer any more.");
const LATE = failed("timeout", "The model did not answer in time.");

/** A request that was on its way was worked on, as far as anybody knows: what it holds counts. */
function brokenOff(signal: AbortSignal, tokens: ModelTokens): Outcome {
  return { ...(signal.aborted ? ABORTED : LATE), tokens };
}

type Refused = Extract<Reply, { kind: "refused" }>;
type Lost = Exclude<Reply, { kind: "completed" | "aborted" }>;

function isDialectFault(reply: Lost): reply is Refused {
  return reply.kind === "refused" && (reply.status === 400 || reply.status === 422);
}

async function completed(
  asked: Asked,
  { reply, dialect }: { readonly reply: Extract<Reply, { kind: "completed" }>; readonly dialect: Dialect },
  { dialects }: Asking,
): Promise<Outcome> {
  const text = plainAnswer(reply.completion.text);
  const tokens = reply.completion.tokens ?? estimate(asked, reply.completion.text);
  const outcome = outcomeOf({ ...reply.completion, text }, tokens, dialect);
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

/** Milliseconds until the same is tried again; null when it is not. A time that the endpoint names is one to leave it alone for. */
function waitAfter(
  reply: Lost,
  { retries, deadline }: { readonly retries: number; readonly deadline: number },
  { time, breaker }: Asking,
): number | null {
  if (reply.kind === "unreadable") return null;
  if (reply.kind === "refused" && !mayPass(reply.status, reply.said)) return null;
  const asked = reply.kind === "refused" ? reply.wait : null;
  const wait = asked ?? FIRST_WAIT * 2 ** retries * (0.5 + time.random() / 2);
  const now = time.now();
  if (retries < MOST_RETRIES && wait <= LONGEST_WAIT && now + wait < deadline) return wait;
  if (asked !== null) breaker.restUntil(now + asked, now);
  return null;
}

function lost(reply: Lost): Outcome {
  if (reply.kind === "refused") return refusalOutcome(reply.status, reply.said);
  if (reply.kind === "unreachable") {
    return failed("endpoint-down", "The model's endpoint cannot be reached.");
  }
  const what = reply.isTooLarge ? "more than a megabyte" : "what is no chat completion";
  return failed("endpoint-down", `The model's endpoint answers with ${what}.`);
}
