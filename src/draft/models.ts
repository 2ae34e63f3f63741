import type { Drafter } from "../ports.ts";

/** How long a review may wait for its draft, in milliseconds. */
export const DRAFT_MS = 90_000;

/** The models that an operator set up, and what else drafting needs from outside. */
export interface Models {
  readonly drafter: Drafter;
  /** Something that nobody can guess, new at every call. */
  readonly nonce: () => string;
  /** Resolves after so many milliseconds, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}
