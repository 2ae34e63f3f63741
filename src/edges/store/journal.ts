import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pullName, type PullKey, type RepositoryKey, type Sha } from "../../core/pull/pull.ts";
import { emptyState, type PullState } from "../../core/pull/state.ts";
import { tallyFeedback, type FeedbackTally } from "../../core/pull/tally-feedback.ts";
import type { Delivery, ReviewReason } from "../../core/pull/work.ts";
import type { Claim, Counter, Spent, Store } from "../../ports.ts";
import { Counters, type Count } from "./counters.ts";
import { JournalFile, readJournal } from "./journal-file.ts";
import { takeLock } from "./journal-lock.ts";
import {
  claimRow,
  finishRow,
  isHeld,
  isNewestClaim,
  recordDelivery,
  releaseRow,
  renewLease,
  type PullRow,
} from "./pull-row.ts";
import { DELIVERY_RETENTION_MS } from "./retention.ts";

/** One change: the values that are new. A later one wins over an earlier one, so a change may be read twice. */
interface Change {
  /** Ids and when they were recorded. */
  readonly deliveries?: readonly (readonly [id: string, at: number])[];
  readonly row?: PullRow;
  /** Of the row's pull request. */
  readonly state?: PullState;
  /** As they stand. */
  readonly counts?: readonly Count[];
}

/** The embedded store: everything in memory, every change in a journal of one data directory, for one process. */
export class JournalStore implements Store {
  readonly #rows = new Map<string, PullRow>();
  readonly #states = new Map<string, PullState>();
  /** In the order of recording. */
  readonly #deliveries = new Map<string, number>();
  /** Names of the rows that are due some time. */
  readonly #unfinished = new Set<string>();
  readonly #counters = new Counters();
  readonly #unlock: () => Promise<void>;
  #file: JournalFile | null = null;

  private constructor(unlock: () => Promise<void>) {
    this.#unlock = unlock;
  }

  /**
   * Opens the store of a folder, which is made when it is not there. Work that a dead process left unfinished can be
   * claimed at once. Throws `KnownError` when another process has it, or the journal cannot be read.
   */
  static async open(folder: string): Promise<JournalStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new JournalStore(await takeLock(join(folder, "lock")));
    try {
      await store.#load(join(folder, "journal.jsonl"));
    } catch (error) {
      await store.#unlock();
      throw error;
    }
    return store;
  }

  async record(delivery: Delivery, now: number): Promise<boolean> {
    this.#forgetDeliveries(now - DELIVERY_RETENTION_MS);
    if (this.#deliveries.has(delivery.id)) {
      await this.#journal().settled(); // the first one may still be on its way to the disk
      return false;
    }
    const row = recordDelivery(this.#rows.get(pullName(delivery.pull)) ?? null, delivery, now);
    await this.#keep({ deliveries: [[delivery.id, now]], row });
    return true;
  }

  async claim(now: number, leaseMs: number): Promise<Claim | null> {
    const row = this.#firstDue();
    if (row?.dueAt === undefined || row.dueAt === null || row.dueAt > now) return null;
    const { row: claimed, claim } = claimRow(row, this.#stateOf(row.pull), now + leaseMs);
    await this.#keep({ row: claimed }); // so that attempts are counted even when the work ends this process
    return claim;
  }

  /** Not written down: no lease outlives its process. */
  renew(claim: Claim, now: number, leaseMs: number): Promise<boolean> {
    const row = this.#heldRow(claim);
    if (row !== null) this.#apply({ row: renewLease(row, now + leaseMs) });
    return Promise.resolve(row !== null);
  }

  isNewest(claim: Claim): Promise<boolean> {
    const row = this.#heldRow(claim);
    return Promise.resolve(row !== null && isNewestClaim(row, claim));
  }

  async finish(claim: Claim, state: PullState, owed: ReviewReason | null): Promise<void> {
    const row = this.#heldRow(claim);
    if (row !== null) await this.#keep({ row: finishRow(row, owed), state });
  }

  async release(claim: Claim, retryAt: number): Promise<void> {
    const row = this.#heldRow(claim);
    if (row !== null) await this.#keep({ row: releaseRow(row, retryAt) });
  }

  readState(pull: PullKey): Promise<PullState> {
    return Promise.resolve(this.#stateOf(pull));
  }

  nextDue(): Promise<number | null> {
    return Promise.resolve(this.#firstDue()?.dueAt ?? null);
  }

  findPulls({ owner, repository }: RepositoryKey, headSha: Sha): Promise<readonly PullKey[]> {
    const found = [...this.#rows.values()].filter(
      ({ pull, headSha: known }) =>
        known === headSha && pull.owner === owner && pull.repository === repository,
    );
    return Promise.resolve(found.map(({ pull }) => pull));
  }

  countUnfinished(): Promise<number> {
    return Promise.resolve(this.#unfinished.size);
  }

  tallyFeedback(): Promise<FeedbackTally> {
    return Promise.resolve(tallyFeedback([...this.#states.values()].flatMap(({ feedback }) => feedback)));
  }

  async spend(counters: readonly Counter[], amount: Spent, now: number): Promise<readonly Spent[]> {
    this.#counters.forget(now);
    const counts = this.#counters.added(counters, amount, now);
    await this.#keep({ counts });
    return counts.map(({ tokens, cost }) => ({ tokens, cost }));
  }

  check(): Promise<void> {
    return this.#journal().settled();
  }

  async close(): Promise<void> {
    await this.#journal().close();
    await this.#unlock();
  }

  async #load(path: string): Promise<void> {
    for await (const change of readJournal(path)) if (isChange(change)) this.#apply(change);
    for (const row of this.#rows.values()) {
      if (row.held !== null) this.#apply({ row: releaseRow(row, retryAfterDeath(row)) });
    }
    this.#file = await JournalFile.open(path, () => this.#snapshot());
  }

  #keep(change: Change): Promise<void> {
    this.#apply(change);
    return this.#journal().append(JSON.stringify(change));
  }

  #apply({ deliveries = [], counts = [], row, state }: Change): void {
    for (const [id, at] of deliveries) this.#deliveries.set(id, at);
    this.#counters.set(counts);
    if (row === undefined) return;
    const name = pullName(row.pull);
    this.#rows.set(name, row);
    if (row.dueAt === null) this.#unfinished.delete(name);
    else this.#unfinished.add(name);
    if (state !== undefined) this.#states.set(name, state);
  }

  *#snapshot(): Generator<string> {
    for (const delivery of this.#deliveries) yield JSON.stringify({ deliveries: [delivery] });
    for (const count of this.#counters.all()) yield JSON.stringify({ counts: [count] });
    for (const [name, row] of this.#rows) yield JSON.stringify({ row, state: this.#states.get(name) });
  }

  #forgetDeliveries(before: number): void {
    for (const [id, at] of this.#deliveries) {
      if (at >= before) return;
      this.#deliveries.delete(id);
    }
  }

  #firstDue(): PullRow | null {
    let first: PullRow | null = null;
    for (const name of this.#unfinished) {
      const row = this.#rows.get(name);
      if (row !== undefined && (row.dueAt ?? 0) < (first?.dueAt ?? Number.POSITIVE_INFINITY)) first = row;
    }
    return first;
  }

  #heldRow(claim: Claim): PullRow | null {
    const row = this.#rows.get(pullName(claim.work.pull));
    return row !== undefined && isHeld(row, claim) ? row : null;
  }

  #stateOf(pull: PullKey): PullState {
    return this.#states.get(pullName(pull)) ?? emptyState;
  }

  #journal(): JournalFile {
    if (this.#file === null) throw new TypeError("the store is not open");
    return this.#file;
  }
}

/** The only writer of the file is this class, and a line is read whole or not at all: its shape is taken as written. */
function isChange(change: unknown): change is Change {
  return typeof change === "object" && change !== null;
}

/**
 * Work of a process that died is due at once; when that happened before, at the end of its lease: it may be what ends them,
 * and its attempts must not be used up in a row of crashes.
 */
function retryAfterDeath({ attempts, taken, dueAt }: PullRow): number {
  return attempts > 1 ? (dueAt ?? 0) : (taken.since ?? 0);
}
