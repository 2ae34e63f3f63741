import type { Time } from "../../src/edges/llm/time.ts";

/** A time that a test drives: pauses are over at once and move the clock on; what waits for an answer is told by hand that it is late. */
export interface TestTime extends Time {
  /** Milliseconds of each pause so far. */
  readonly pauses: number[];
  /** Moves the clock on. */
  readonly pass: (ms: number) => void;
  /** Lets everything that waits for an answer be too late. */
  readonly ring: () => void;
}

/** Noon of a day in 2026. */
const NOON = Date.UTC(2026, 5, 15, 12);

export function testTime(): TestTime {
  let now = NOON;
  const waiting: AbortController[] = [];
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    random: () => 1,
    pass: (ms) => {
      now += ms;
    },
    timeout: () => {
      const late = new AbortController();
      waiting.push(late);
      return late.signal;
    },
    ring: () => {
      for (const late of waiting) late.abort();
    },
    pause: (ms, signal) => {
      pauses.push(ms);
      now += ms;
      return signal.aborted ? Promise.reject(new Error("aborted")) : Promise.resolve();
    },
  };
}
