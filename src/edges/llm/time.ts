import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../ports.ts";

/** The time as a value that a test can drive. */
export interface Time extends Clock {
  /** A signal that aborts after that many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal;
  /** Waits that many milliseconds; rejects when aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1: clients that were refused together must not come back together. */
  readonly random: () => number;
}

/** The time of this process. */
export const systemTime: Time = {
  now: Date.now,
  timeout: (ms) => AbortSignal.timeout(ms),
  pause: (ms, signal) => wait(ms, undefined, { signal }),
  random: Math.random,
};
