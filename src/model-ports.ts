import type { ModelAnswer, ModelCall } from "./core/draft/model-call.ts";

/** How long an answer is waited for. */
export interface Patience {
  /** Milliseconds since 1970: retries and their pauses included. */
  readonly deadline: number;
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** A language model at an endpoint. */
export interface Drafter {
  /**
   * One call. Never rejects for what the network, the endpoint or the model did: no answer is a value with its reason, and
   * it comes by the deadline, or at once when aborted.
   */
  readonly draft: (call: ModelCall, patience: Patience) => Promise<ModelAnswer>;
}

/** What was used of a budget; both may be negative where something is given back. */
export interface Spent {
  readonly tokens: number;
  readonly cost: number;
}

/** A count of what models cost: of a pull request, of a day. `keptUntil`: when nobody asks for it any more. */
export interface Counter {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly keptUntil: number;
}

/** Counts what models cost, so that a budget holds over restarts and over all servers. */
export interface Ledger {
  /**
   * Adds the same to each counter, and gives what each stands at then, in their order. One that is not kept any more begins
   * at nothing. No name is given twice.
   */
  readonly spend: (counters: readonly Counter[], amount: Spent, now: number) => Promise<readonly Spent[]>;
}
