import { pullName, type PullKey, type RepositoryKey, type Sha } from "../../src/core/pull/pull.ts";
import { emptyState, type PullState } from "../../src/core/pull/state.ts";
import { tallyFeedback } from "../../src/core/pull/tally-feedback.ts";
import type { Delivery, ReviewReason } from "../../src/core/pull/work.ts";
import {
  claimRow,
  finishRow,
  isHeld,
  isNewestClaim,
  recordDelivery,
  releaseRow,
  renewLease,
  type PullRow,
} from "../../src/edges/store/pull-row.ts";
import { memoryLedger } from "../../src/edges/llm/memory-ledger.ts";
import type { Claim, Counter, Spent, Store } from "../../src/ports.ts";

/** A store in memory, for tests of what stands on a store. `fails`: while set, every method rejects. */
export class MemoryStore implements Store {
  readonly rows = new Map<string, PullRow>();
  readonly states = new Map<string, PullState>();
  readonly deliveries: Delivery[] = [];
  readonly #ledger = memoryLedger();
  fails = false;

  async record(delivery: Delivery, now: number): Promise<boolean> {
    await this.check();
    if (this.deliveries.some(({ id }) => id === delivery.id)) return false;
    this.deliveries.push(delivery);
    const name = pullName(delivery.pull);
    this.rows.set(name, recordDelivery(this.rows.get(name) ?? null, delivery, now));
    return true;
  }

  async claim(now: number, leaseMs: number): Promise<Claim | null> {
    const [row] = await this.#due();
    if (row?.dueAt === undefined || row.dueAt === null || row.dueAt > now) return null;
    const { row: claimed, claim } = claimRow(row, await this.readState(row.pull), now + leaseMs);
    this.rows.set(pullName(row.pull), claimed);
    return claim;
  }

  renew(claim: Claim, now: number, leaseMs: number): Promise<boolean> {
    return this.#whenHeld(claim, (row) => renewLease(row, now + leaseMs));
  }

  async isNewest(claim: Claim): Promise<boolean> {
    await this.check();
    const row = this.rows.get(pullName(claim.work.pull));
    return row !== undefined && isNewestClaim(row, claim);
  }

  async finish(claim: Claim, state: PullState, owed: ReviewReason | null): Promise<void> {
    if (await this.#whenHeld(claim, (row) => finishRow(row, owed)))
      this.states.set(pullName(claim.work.pull), state);
  }

  async release(claim: Claim, retryAt: number): Promise<void> {
    await this.#whenHeld(claim, (row) => releaseRow(row, retryAt));
  }

  async readState(pull: PullKey): Promise<PullState> {
    await this.check();
    return this.states.get(pullName(pull)) ?? emptyState;
  }

  async nextDue(): Promise<number | null> {
    return (await this.#due())[0]?.dueAt ?? null;
  }

  async findPulls({ owner, repository }: RepositoryKey, headSha: Sha): Promise<readonly PullKey[]> {
    await this.check();
    return [...this.rows.values()]
      .filter((row) => row.headSha === headSha)
      .map(({ pull }) => pull)
      .filter((pull) => pull.owner === owner && pull.repository === repository);
  }

  async countUnfinished(): Promise<number> {
    return (await this.#due()).length;
  }

  tallyFeedback() {
    return Promise.resolve(tallyFeedback([...this.states.values()].flatMap(({ feedback }) => feedback)));
  }

  async spend(counters: readonly Counter[], amount: Spent, now: number): Promise<readonly Spent[]> {
    await this.check();
    return this.#ledger.spend(counters, amount, now);
  }

  check(): Promise<void> {
    return this.fails ? Promise.reject(new Error("the store fails")) : Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #due(): Promise<readonly PullRow[]> {
    await this.check();
    return [...this.rows.values()]
      .filter(({ dueAt }) => dueAt !== null)
      .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  }

  async #whenHeld(claim: Claim, next: (row: PullRow) => PullRow): Promise<boolean> {
    await this.check();
    const name = pullName(claim.work.pull);
    const row = this.rows.get(name);
    if (row === undefined || !isHeld(row, claim)) return false;
    this.rows.set(name, next(row));
    return true;
  }
}
