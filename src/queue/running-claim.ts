import { pullName } from "../core/pull/pull.ts";
import { errorFields } from "../error-fields.ts";
import type { Claim, LogFields } from "../ports.ts";
import type { Queue } from "./queue.ts";
import { LONGEST_MS, retryDelay } from "./retry-delay.ts";
import { WorkAborted, type AbortReason, type Outcome } from "./work.ts";

/** Work on one claim from its begin to its end, under a lease that is renewed. */
export class RunningClaim {
  /** The pull request, as `pullName` names it. */
  readonly pull: string;
  /** Never rejects. */
  readonly ended: Promise<Outcome>;
  readonly #claim: Claim;
  readonly #queue: Queue;
  readonly #controller = new AbortController();
  readonly #started: number;
  #callOff: () => void = () => undefined;

  constructor(claim: Claim, queue: Queue) {
    this.pull = pullName(claim.work.pull);
    this.#claim = claim;
    this.#queue = queue;
    this.#started = queue.timers.now();
    this.#watchLater();
    this.ended = this.#run();
  }

  /** Asks the store whether the work is out of date, and aborts it if so. */
  async look(): Promise<void> {
    try {
      if (!(await this.#queue.store.isNewest(this.#claim))) this.abort("superseded");
    } catch (error) {
      this.#queue.log.warn(this.#fields(error), "store does not say whether work is out of date");
    }
  }

  /** Aborts the work. The first reason counts. */
  abort(reason: AbortReason): void {
    this.#callOff();
    this.#controller.abort(new WorkAborted(reason));
  }

  async #run(): Promise<Outcome> {
    const { log, timers, onEnd } = this.#queue;
    let outcome: Outcome = "failed";
    try {
      outcome = await this.#attempt();
    } catch (error) {
      // The lease runs out, and the work is claimed again.
      log.error(this.#fields(error), "end of work cannot be recorded");
    }
    this.#callOff();
    const duration = timers.now() - this.#started;
    log.info({ ...this.#fields(), outcome, duration }, "work ended");
    onEnd(outcome, duration);
    return outcome;
  }

  async #attempt(): Promise<Outcome> {
    const { store, work, limits } = this.#queue;
    if (this.#claim.attempts >= limits.attempts) {
      return this.#giveUp(new Error("work was begun often and never came to an end"));
    }
    try {
      const { state, owed } = await work(this.#claim, this.#controller.signal);
      await store.finish(this.#claim, state, owed);
      return "done";
    } catch (error) {
      return this.#afterFailure(error);
    }
  }

  async #afterFailure(error: unknown): Promise<Outcome> {
    const { store, log, limits, timers } = this.#queue;
    const reason = this.#abortReason();
    if (reason === "superseded" || reason === "stopped") {
      await store.release(this.#claim, timers.now());
      return reason;
    }
    log.warn(this.#fields(error), "work failed");
    const { attempts } = this.#claim;
    if (attempts + 1 >= limits.attempts) return this.#giveUp(error);
    await store.release(this.#claim, timers.now() + retryDelay(attempts));
    return reason ?? "failed";
  }

  async #giveUp(error: unknown): Promise<Outcome> {
    const { store, log, giveUp, timers } = this.#queue;
    try {
      await giveUp(this.#claim, error);
    } catch (failure) {
      log.error(this.#fields(failure), "cannot say that work was given up");
      await store.release(this.#claim, timers.now() + LONGEST_MS);
      return "failed";
    }
    await store.finish(this.#claim, this.#claim.work.state, null);
    return "abandoned";
  }

  #watchLater(): void {
    const { timers, limits } = this.#queue;
    this.#callOff = timers.after(limits.watchMs, () => void this.#watch());
  }

  async #watch(): Promise<void> {
    const { store, timers, limits, log } = this.#queue;
    if (timers.now() - this.#started >= limits.workMs) {
      this.abort("late");
      return;
    }
    this.#watchLater();
    try {
      if (!(await store.renew(this.#claim, timers.now(), limits.leaseMs))) this.abort("superseded");
    } catch (error) {
      log.warn(this.#fields(error), "lease cannot be renewed");
    }
    await this.look();
  }

  #abortReason(): AbortReason | null {
    const reason: unknown = this.#controller.signal.reason;
    return reason instanceof WorkAborted ? reason.reason : null;
  }

  #fields(error?: unknown): LogFields {
    const { generation, attempts } = this.#claim;
    const fields = { pull: this.pull, generation, attempts };
    return error === undefined ? fields : { ...fields, ...errorFields(error) };
  }
}
