import type { PullState } from "../core/pull/state.ts";
import type { ReviewReason } from "../core/pull/work.ts";
import type { Claim } from "../ports.ts";

/** How work ended that came to an end. */
export interface WorkDone {
  readonly state: PullState;
  /** The review that was wanted and could not be shown, because the pull request moved on meanwhile. Null: nothing is owed. */
  readonly owed: ReviewReason | null;
}

/**
 * Does what is to be done on a pull request. When the signal aborts, it stops soon and rejects;
 * the signal's reason is a `WorkAborted`. What it rejects with otherwise is tried again.
 */
export type Work = (claim: Claim, signal: AbortSignal) => Promise<WorkDone>;

/**
 * Told when work failed for the last time, to say so on the pull request. When it rejects, it is told again later:
 * a review that failed must not look as if it were still going on.
 */
export type GiveUp = (claim: Claim, error: unknown) => Promise<void>;

/**
 * Why work is to stop. `superseded`: the head moved, or another process took over; what is to be done will be claimed again.
 * `late`: it took too long. `stopped`: the process ends.
 */
export type AbortReason = "superseded" | "late" | "stopped";

export class WorkAborted extends Error {
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(`work was aborted: ${reason}`);
    this.name = "WorkAborted";
    this.reason = reason;
  }
}

/** How one claim ended. `failed`: it is tried again. `abandoned`: it was given up, and the pull request says so. */
export type Outcome = "done" | "failed" | "abandoned" | AbortReason;
