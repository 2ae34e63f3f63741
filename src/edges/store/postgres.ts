import { Pool, type PoolClient } from "pg";
import { pullName, type PullKey, type RepositoryKey, type Sha } from "../../core/pull/pull.ts";
import { emptyState, type PullState } from "../../core/pull/state.ts";
import { tallyFeedback, type FeedbackTally } from "../../core/pull/tally-feedback.ts";
import type { Delivery, ReviewReason } from "../../core/pull/work.ts";
import { KnownError } from "../../errors.ts";
import type { Claim, Counter, Spent, Store } from "../../ports.ts";
import { forgetSpending, spend } from "./postgres-spending.ts";
import { ensureTables } from "./postgres-tables.ts";
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

/** Together less than the nine seconds after which Probot acknowledges a webhook that is not recorded yet. */
const CONNECT_MS = 3000;
const STATEMENT_MS = 3000;
const PRUNE_EVERY_MS = 3_600_000;

/** A row of `headgate_pulls` as far as it is read. */
interface Kept {
  readonly pull_row: PullRow | null;
  readonly state: PullState | null;
}

/** PostgreSQL as the store, for any number of processes. Every method is one transaction. */
export class PostgresStore implements Store {
  readonly #pool: Pool;
  #prunedAt = 0;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * Connects and makes the tables that are not there. `onIdleError`: told when a connection breaks that nobody uses.
   * Throws `KnownError` when the database cannot be used.
   */
  static async open(url: string, onIdleError: (error: Error) => void): Promise<PostgresStore> {
    const pool = new Pool({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: STATEMENT_MS + 1000, // when the server cannot be reached to be told
      keepAlive: true,
      application_name: "headgate",
    });
    pool.on("error", onIdleError);
    try {
      await ensureTables(pool);
    } catch (error) {
      await pool.end();
      throw unusable(error);
    }
    return new PostgresStore(pool);
  }

  async record(delivery: Delivery, now: number): Promise<boolean> {
    await this.#forgetDeliveries(now);
    return this.#transaction(async (client) => {
      const { pull } = delivery;
      // The row is locked only when the id is new; one statement, because the host waits for its answer.
      const { rows } = await client.query<Kept>(
        `with fresh as (
           insert into headgate_deliveries (id, recorded_at) values ($1, $2) on conflict do nothing returning id
         )
         insert into headgate_pulls (name, repository) select $3, $4 from fresh
         on conflict (name) do update set repository = excluded.repository returning pull_row`,
        [delivery.id, now, pullName(pull), `${pull.owner}/${pull.repository}`],
      );
      const [kept] = rows;
      if (kept === undefined) return false;
      await keep(client, recordDelivery(kept.pull_row, delivery, now));
      return true;
    });
  }

  claim(now: number, leaseMs: number): Promise<Claim | null> {
    return this.#transaction(async (client) => {
      const { rows } = await client.query<Kept>(
        `select pull_row, state from headgate_pulls where due_at <= $1
         order by due_at limit 1 for update skip locked`,
        [now],
      );
      const [due] = rows;
      if (due === undefined || due.pull_row === null) return null;
      const { row, claim } = claimRow(due.pull_row, due.state, now + leaseMs);
      await keep(client, row);
      return claim;
    });
  }

  renew(claim: Claim, now: number, leaseMs: number): Promise<boolean> {
    return this.#whenHeld(claim, (client, row) => keep(client, renewLease(row, now + leaseMs)));
  }

  async isNewest(claim: Claim): Promise<boolean> {
    const { rows } = await this.#pool.query<Kept>("select pull_row from headgate_pulls where name = $1", [
      pullName(claim.work.pull),
    ]);
    const row = rows[0]?.pull_row ?? null;
    return row !== null && isNewestClaim(row, claim);
  }

  async finish(claim: Claim, state: PullState, owed: ReviewReason | null): Promise<void> {
    await this.#whenHeld(claim, async (client, row) => {
      await client.query(
        `update headgate_pulls set pull_row = $2, head_sha = $3, due_at = $4, state = $5, has_feedback = $6
         where name = $1`,
        [...columnsOf(finishRow(row, owed)), JSON.stringify(state), state.feedback.length > 0],
      );
    });
  }

  async release(claim: Claim, retryAt: number): Promise<void> {
    await this.#whenHeld(claim, (client, row) => keep(client, releaseRow(row, retryAt)));
  }

  async readState(pull: PullKey): Promise<PullState> {
    const { rows } = await this.#pool.query<Kept>("select state from headgate_pulls where name = $1", [
      pullName(pull),
    ]);
    return rows[0]?.state ?? emptyState;
  }

  async nextDue(): Promise<number | null> {
    const { rows } = await this.#pool.query<{ due: number | null }>(
      "select min(due_at) as due from headgate_pulls where due_at is not null",
    );
    return rows[0]?.due ?? null;
  }

  async findPulls({ owner, repository }: RepositoryKey, headSha: Sha): Promise<readonly PullKey[]> {
    const { rows } = await this.#pool.query<Kept>(
      "select pull_row from headgate_pulls where head_sha = $1 and repository = $2 order by name",
      [headSha, `${owner}/${repository}`],
    );
    return rows.flatMap(({ pull_row: row }) => (row === null ? [] : [row.pull]));
  }

  async countUnfinished(): Promise<number> {
    const { rows } = await this.#pool.query<{ count: number }>(
      "select count(*)::integer as count from headgate_pulls where due_at is not null",
    );
    return rows[0]?.count ?? 0;
  }

  async tallyFeedback(): Promise<FeedbackTally> {
    const { rows } = await this.#pool.query<Kept>("select state from headgate_pulls where has_feedback");
    return tallyFeedback(rows.flatMap(({ state }) => state?.feedback ?? []));
  }

  spend(counters: readonly Counter[], amount: Spent, now: number): Promise<readonly Spent[]> {
    return spend(this.#pool, counters, { ...amount, now });
  }

  async check(): Promise<void> {
    await this.#pool.query("select 1");
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Does something with the locked row while the claim's lease is the one that runs; false when it was lost. */
  #whenHeld(claim: Claim, act: (client: PoolClient, row: PullRow) => Promise<void>): Promise<boolean> {
    return this.#transaction(async (client) => {
      const row = await lockedRow(client, claim.work.pull);
      if (row === null || !isHeld(row, claim)) return false;
      await act(client, row);
      return true;
    });
  }

  async #transaction<T>(act: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query("begin");
      const result = await act(client);
      await client.query("commit");
      client.release();
      return result;
    } catch (error) {
      client.release(true); // closed, so that the server rolls back whatever state it is in
      throw error;
    }
  }

  async #forgetDeliveries(now: number): Promise<void> {
    if (now - this.#prunedAt < PRUNE_EVERY_MS) return;
    this.#prunedAt = now;
    await this.#pool.query("delete from headgate_deliveries where recorded_at < $1", [
      now - DELIVERY_RETENTION_MS,
    ]);
    await forgetSpending(this.#pool, now);
  }
}

/** The row of a pull request, locked until the end of the transaction; null when there is none. */
async function lockedRow(client: PoolClient, pull: PullKey): Promise<PullRow | null> {
  const { rows } = await client.query<Kept>(
    "select pull_row from headgate_pulls where name = $1 for update",
    [pullName(pull)],
  );
  return rows[0]?.pull_row ?? null;
}

async function keep(client: PoolClient, row: PullRow): Promise<void> {
  await client.query("update headgate_pulls set pull_row = $2, head_sha = $3, due_at = $4 where name = $1", [
    ...columnsOf(row),
  ]);
}

/** A row as the parameters $1 to $4 of an update. */
function columnsOf(row: PullRow): readonly [string, string, string | null, number | null] {
  return [pullName(row.pull), JSON.stringify(row), row.headSha, row.dueAt];
}

/** The address is not named: it holds a password. */
function unusable(cause: unknown): KnownError {
  return new KnownError(
    "database-unusable",
    {
      what: "The database that DATABASE_URL names cannot be used.",
      why: cause instanceof Error ? cause.message : String(cause),
      todo: "See that PostgreSQL runs there, and that its user may create tables.",
    },
    { cause },
  );
}
