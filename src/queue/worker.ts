import { pullName, type PullKey } from "../core/pull/pull.ts";
import { errorFields } from "../error-fields.ts";
import type { Queue } from "./queue.ts";
import { RunningClaim } from "./running-claim.ts";

/** So that a row that another process locks just now is not asked for without end. */
const SHORTEST_WAIT_MS = 100;

/** Claims pull requests and works on them, a few at once, until it is stopped. */
export class Worker {
  readonly #queue: Queue;
  readonly #running = new Set<RunningClaim>();
  #filling = Promise.resolve();
  #isFilling = false;
  #fillAgain = false;
  #callOff: () => void = () => undefined;
  #state: "new" | "running" | "stopped" = "new";
  /** When all that began so far would have begun at an even pace. */
  #evenBegin = 0;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  get isRunning(): boolean {
    return this.#state === "running";
  }

  start(): void {
    this.#state = "running";
    this.#fill();
  }

  /** Something was recorded for these: what is due is claimed, and work that is out of date now is aborted. */
  wake(pulls: readonly PullKey[]): void {
    const names = new Set(pulls.map(pullName));
    for (const running of this.#running) if (names.has(running.pull)) void running.look();
    this.#fill();
  }

  /** Claims nothing more and waits for what runs; after `graceMs` that is aborted and given back. */
  async stop(graceMs: number): Promise<void> {
    this.#state = "stopped";
    this.#callOff();
    const callOff = this.#queue.timers.after(graceMs, () => {
      for (const running of this.#running) running.abort("stopped");
    });
    await this.#filling;
    await Promise.all([...this.#running].map(({ ended }) => ended));
    callOff();
  }

  #fill(): void {
    this.#fillAgain = true;
    if (this.#isFilling) return;
    this.#isFilling = true;
    this.#filling = this.#fillAll();
  }

  async #fillAll(): Promise<void> {
    while (this.#fillAgain) {
      this.#fillAgain = false;
      this.#callOff();
      const wait = await this.#claimAll();
      if (this.isRunning && wait !== null) {
        this.#callOff = this.#queue.timers.after(wait, () => {
          this.#fill();
        });
      }
    }
    this.#isFilling = false;
  }

  /** Claims until there is nothing due, and gives how long to wait then; null when all hands are full: their end claims on. */
  async #claimAll(): Promise<number | null> {
    const { store, timers, limits, log } = this.#queue;
    try {
      while (this.isRunning && this.#running.size < limits.concurrency) {
        const early = this.#evenBegin - timers.now() - limits.paceMs * (limits.burst - 1);
        if (early > 0) return early;
        const claim = await store.claim(timers.now(), limits.leaseMs);
        if (claim === null) {
          const due = (await store.nextDue()) ?? Number.POSITIVE_INFINITY;
          return Math.max(SHORTEST_WAIT_MS, Math.min(due - timers.now(), limits.pollMs));
        }
        this.#evenBegin = Math.max(this.#evenBegin, timers.now()) + limits.paceMs;
        void this.#begin(new RunningClaim(claim, this.#queue));
      }
      return null;
    } catch (error) {
      log.error(errorFields(error), "nothing can be claimed");
      return limits.pollMs;
    }
  }

  async #begin(running: RunningClaim): Promise<void> {
    this.#running.add(running);
    await running.ended;
    this.#running.delete(running);
    if (this.isRunning) this.#fill();
  }
}
