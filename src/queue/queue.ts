import type { Log, Store } from "../ports.ts";
import type { Timers } from "./timers.ts";
import type { GiveUp, Outcome, Work } from "./work.ts";

/** What the worker loop works with. */
export interface Queue {
  readonly store: Store;
  readonly timers: Timers;
  readonly log: Log;
  readonly work: Work;
  readonly giveUp: GiveUp;
  readonly limits: QueueLimits;
  /** Told of every claim that ended, for metrics. */
  readonly onEnd: (outcome: Outcome, durationMs: number) => void;
}

export interface QueueLimits {
  /** Pull requests worked on at once: most of that is waiting for the code host. Artifacts are read one at a time. */
  readonly concurrency: number;
  /**
   * Between the begin of one work and that of the next, after the first few: many at once are worked off evenly, and
   * webhooks are answered in between. GitHub's hourly limit of requests lets fewer reviews through than this.
   */
  readonly paceMs: number;
  /** How many may begin at once after a quiet time. */
  readonly burst: number;
  readonly leaseMs: number;
  /** How often it is asked, while work runs, whether it is out of date; the lease is renewed by that too. */
  readonly watchMs: number;
  /** Work that takes longer is aborted and counts as failed. */
  readonly workMs: number;
  /** How often work on the same recorded events is begun before it is given up. */
  readonly attempts: number;
  /** How often the store is asked for work that another process recorded. */
  readonly pollMs: number;
}

/** With these, work is given up about eleven minutes after it failed for the first time. */
export const usualLimits: QueueLimits = {
  concurrency: 8,
  paceMs: 1000,
  burst: 2,
  leaseMs: 60_000,
  watchMs: 10_000,
  workMs: 900_000,
  attempts: 8,
  pollMs: 5000,
};
