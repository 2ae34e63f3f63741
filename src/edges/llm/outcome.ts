import type { ModelFailure, ModelTokens } from "../../core/draft/model-call.ts";
import type { Completion } from "./completion.ts";
import type { Dialect } from "./dialect.ts";
import { noTokens } from "./tokens.ts";

/** How a question to a model ended, after all retries. */
export type Outcome = Answered | Failed;

interface Answered {
  readonly kind: "answered";
  readonly text: string;
  readonly tokens: ModelTokens;
  /** In which dialect the endpoint took the request. */
  readonly dialect: Dialect;
}

/** `status`: of HTTP, `said`: the server's own words, for whoever runs it and nobody else; null where none came. */
export interface Failed {
  readonly kind: "failed";
  readonly failure: ModelFailure;
  /** A sentence for everybody: it holds no word of the server, which may repeat the key or a stranger's text. */
  readonly why: string;
  readonly tokens: ModelTokens;
  readonly status: number | null;
  readonly said: string | null;
}

/** A failure with its sentence. */
export function failed(
  failure: ModelFailure,
  why: string,
  more: Partial<Pick<Failed, "tokens" | "status" | "said">> = {},
): Failed {
  return { kind: "failed", failure, why, tokens: noTokens, status: null, said: null, ...more };
}

/** What a completion comes to. What it cost counts, whatever it is worth. */
export function outcomeOf(completion: Completion, tokens: ModelTokens, dialect: Dialect): Outcome {
  const { end, text } = completion;
  if (end === "length") return failed("length", "The answer was cut off at its longest length.", { tokens });
  if (end === "filtered") return failed("filtered", FILTERED, { tokens });
  if (end === "refused") return failed("refused", "The model would not answer.", { tokens });
  if (text.trim() === "") return failed("refused", "The model's answer is empty.", { tokens });
  return { kind: "answered", text, tokens, dialect };
}

const FILTERED = "A content filter of the endpoint held the answer back.";

/** What a refusal (4xx and 5xx) comes to once it is not tried again. */
export function refusalOutcome(status: number, said: string): Failed {
  const more = { status, said };
  if (/content_filter|ResponsibleAIPolicyViolation/u.test(said)) return failed("filtered", FILTERED, more);
  if (isSpent(said)) {
    return failed("rejected", `The account at the model's endpoint has no credit left (${status}).`, more);
  }
  const isDown = mayPass(status, said);
  const why = isDown ? `The model's endpoint answers ${status}.` : rejection(status);
  return failed(isDown ? "endpoint-down" : "rejected", why, more);
}

/** Whether the same request may succeed later. */
export function mayPass(status: number, said: string): boolean {
  return (status >= 500 || status === 408 || status === 409 || status === 429) && !isSpent(said);
}

/** OpenAI answers 429 too where an account is out of credit; no waiting helps. */
function isSpent(said: string): boolean {
  return said.includes("insufficient_quota");
}

function rejection(status: number): string {
  if (status === 401 || status === 403) return `The model's endpoint does not take the key (${status}).`;
  if (status === 404) return "The model's endpoint does not know the model, or its address is wrong (404).";
  if (status >= 300 && status < 400) return `The model's endpoint is somewhere else (${status}).`;
  return `The model's endpoint does not take the request (${status}).`;
}
