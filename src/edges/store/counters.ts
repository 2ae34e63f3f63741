import type { Counter, Spent } from "../../ports.ts";

/** A counter as it stands. JSON-serialisable. */
export interface Count extends Counter, Spent {}

/** The counters of one process. */
export class Counters {
  readonly #counts = new Map<string, Count>();

  /** What the counters would be with that much more, in their order. */
  added(counters: readonly Counter[], { tokens, cost }: Spent, now: number): readonly Count[] {
    return counters.map((counter) => {
      const before = this.#standing(counter.name, now);
      return { ...counter, tokens: before.tokens + tokens, cost: before.cost + cost };
    });
  }

  set(counts: readonly Count[]): void {
    for (const count of counts) this.#counts.set(count.name, count);
  }

  /** Forgets what is not kept any more. */
  forget(now: number): void {
    for (const { name, keptUntil } of this.#counts.values()) if (keptUntil <= now) this.#counts.delete(name);
  }

  all(): Iterable<Count> {
    return this.#counts.values();
  }

  #standing(name: string, now: number): Spent {
    const count = this.#counts.get(name);
    return count === undefined || count.keptUntil <= now ? { tokens: 0, cost: 0 } : count;
  }
}
