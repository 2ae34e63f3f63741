import type { Timers } from "../../src/queue/timers.ts";

interface Alarm {
  readonly at: number;
  readonly act: () => void;
}

/** A clock that stands still until a test moves it. */
export class TestTimers implements Timers {
  #now = 0;
  #alarms: Alarm[] = [];

  readonly now = (): number => this.#now;

  readonly after = (ms: number, act: () => void): (() => void) => {
    const alarm = { at: this.#now + ms, act };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  };

  /** How many alarms wait. */
  get waiting(): number {
    return this.#alarms.length;
  }

  /** Moves the clock, ringing what is due on the way in its order, and lets all that follows from each happen. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.at;
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
      next.act();
      await settled();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | undefined {
    return this.#alarms.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets everything that waits for promises alone happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
