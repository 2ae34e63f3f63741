import type { Pool } from "pg";
import type { Counter, Spent } from "../../ports.ts";

/** Adds to counters in one statement, in the order of their names, so that two of them never wait for each other. */
export async function spend(
  pool: Pool,
  counters: readonly Counter[],
  { tokens, cost, now }: Spent & { readonly now: number },
): Promise<readonly Spent[]> {
  const { rows } = await pool.query<Spent & { readonly name: string }>(
    `insert into headgate_spending as kept (name, kept_until, tokens, cost)
     select name, kept_until, $3, $4 from unnest($1::text[], $2::double precision[]) as wanted (name, kept_until)
     order by name
     on conflict (name) do update set
       kept_until = excluded.kept_until,
       tokens = excluded.tokens + case when kept.kept_until <= $5 then 0 else kept.tokens end,
       cost = excluded.cost + case when kept.kept_until <= $5 then 0 else kept.cost end
     returning name, tokens, cost`,
    [counters.map(({ name }) => name), counters.map(({ keptUntil }) => keptUntil), tokens, cost, now],
  );
  const standing = new Map(rows.map(({ name, ...spent }) => [name, spent]));
  return counters.map(({ name }) => standing.get(name) ?? { tokens: 0, cost: 0 });
}

/** Counters that somebody adds to just now are left for the next time. */
export async function forgetSpending(pool: Pool, now: number): Promise<void> {
  await pool.query(
    `delete from headgate_spending where name in (
       select name from headgate_spending where kept_until <= $1 order by name for update skip locked
     )`,
    [now],
  );
}
