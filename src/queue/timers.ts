import type { Clock } from "../ports.ts";

/** The clock and its alarms, as a value that a test can drive. */
export interface Timers extends Clock {
  /** Runs something once after that many milliseconds. Gives the function that calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** The timers of this process. They do not keep it alive. */
export const systemTimers: Timers = {
  now: Date.now,
  after: (ms, act) => {
    const timer = setTimeout(act, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
