import type { ModelTokens } from "../../core/draft/model-call.ts";
import type { Breaker } from "./breaker.ts";
import type { Chat } from "./chat.ts";
import type { Dialect } from "./dialect.ts";
import type { Dialects } from "./dialects.ts";
import type { Question } from "./request-body.ts";
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

/** One request of several: how it is asked, after how many retries and what pause, and what those before it cost. */
export interface Attempt {
  readonly dialect: Dialect;
  readonly retries: number;
  /** Milliseconds. */
  readonly wait: number;
  readonly spent: ModelTokens;
}

/** Where asking stands when a reply comes. */
export interface Situation {
  readonly asked: Asked;
  readonly attempt: Attempt;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}
