import type { JsonObject } from "../json.ts";
import type { DraftSettings } from "./settings.ts";

/** A model by how much it can do: easy work goes to the small one. Which models these are is settled outside. */
export type ModelSize = "small" | "large";

export interface ModelMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** One call of a model: text in, JSON text out. It has no tools and remembers nothing. */
export interface ModelCall {
  /** Which part of a review: `T1`, `lead`, `ask`. For logs and errors. */
  readonly task: string;
  readonly size: ModelSize;
  readonly messages: readonly ModelMessage[];
  /** The JSON that is wanted: a name of letters and `_`, and a schema within the limits of strict structured output. */
  readonly answer: { readonly name: string; readonly schema: JsonObject };
  /** Most tokens of the answer. */
  readonly maxTokens: number;
  /** Estimated tokens of the messages, against which a budget is held before the call. */
  readonly estimatedTokens: number;
  /**
   * All that a good answer depends on beside the model: the messages without what differs from run to run. Two calls with
   * the same key may share an answer. Null: never shared.
   */
  readonly cacheKey: string | null;
  /** What budgets are counted by; null where nobody said, as on the command line. */
  readonly account: { readonly repository: string | null; readonly pull: number | null };
  readonly settings: DraftSettings;
}

/** Tokens as the endpoint counted them; `cached` of the input cost less. */
export interface ModelTokens {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/** Why a call came to nothing. A test or a user tells them apart by this; `why` is the sentence. */
export type ModelFailure =
  /** No endpoint or no model of that size is set up. */
  | "not-configured"
  /** A budget is spent. */
  | "budget"
  /** The endpoint failed before, and is left alone for a while. */
  | "circuit-open"
  | "timeout"
  | "aborted"
  /** It cannot be reached, or answers 5xx or 429 as often as it was asked. */
  | "endpoint-down"
  /** It does not take the call: wrong key, unknown model, 4xx. */
  | "rejected"
  /** The model would not answer. */
  | "refused"
  | "filtered"
  /** The answer was cut off. */
  | "length";

/**
 * What came of a call. What a failed one cost counts too. `cost` is in the currency of the price table, null where the model
 * has no price. `text` is the message as the model wrote it: it may be fenced or stand between prose.
 */
export type ModelAnswer = {
  /** As the endpoint calls it; null when no model was reached. */
  readonly model: string | null;
  readonly tokens: ModelTokens;
  readonly cost: number | null;
} & (
  | { readonly kind: "answered"; readonly text: string; readonly model: string }
  | { readonly kind: "failed"; readonly failure: ModelFailure; readonly why: string }
);
