import type { Pool } from "pg";

/** Any fixed number: processes that start at once wait for each other on it. */
const TABLES_LOCK = 7_203_114;

/**
 * Values are kept as `json`, not `jsonb`: `jsonb` refuses texts with `\u0000` or half a surrogate pair, which a comment may hold.
 * Times are milliseconds since 1970; `double precision` holds them exactly and arrives as a number.
 */
const TABLES = `
  create table headgate_pulls (
    name text primary key,
    repository text not null,
    head_sha text,
    due_at double precision,
    has_feedback boolean not null default false,
    pull_row json,
    state json
  );
  create index headgate_pulls_due on headgate_pulls (due_at) where due_at is not null;
  create index headgate_pulls_head on headgate_pulls (head_sha);
  create table headgate_deliveries (
    id text primary key,
    recorded_at double precision not null
  );
  create index headgate_deliveries_age on headgate_deliveries (recorded_at);
`;

/** Came later than the others: a database that has those may lack it. */
const SPENDING = `
  create table headgate_spending (
    name text primary key,
    kept_until double precision not null,
    tokens double precision not null,
    cost double precision not null
  );
`;

/**
 * Makes the tables when they are not there. They are asked for first, because even `create index if not exists` takes
 * locks against which the writes of other processes deadlock.
 */
export async function ensureTables(pool: Pool): Promise<void> {
  await pool.query(`
    begin;
    select pg_advisory_xact_lock(${TABLES_LOCK});
    do $$ begin
      if to_regclass('headgate_pulls') is null then ${TABLES} end if;
      if to_regclass('headgate_spending') is null then ${SPENDING} end if;
    end $$;
    commit`);
}
