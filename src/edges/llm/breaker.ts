/** Failures in a row after which an endpoint is left alone. */
const MOST_FAILURES = 3;

const PAUSE_MS = 300_000;

/** Leaves an endpoint alone for five minutes after three failures in a row, or for as long as it asks. */
export class Breaker {
  #failures = 0;
  #until = 0;

  isOpen(now: number): boolean {
    return now < this.#until;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** After a pause one more failure is enough for the next one. */
  failed(now: number): void {
    this.#failures += 1;
    if (this.#failures >= MOST_FAILURES) this.#until = Math.max(this.#until, now + PAUSE_MS);
  }

  /** The endpoint named a time before which it will not answer; longer than five minutes nobody believes it. */
  restUntil(time: number, now: number): void {
    this.#until = Math.max(this.#until, Math.min(time, now + PAUSE_MS));
  }
}
