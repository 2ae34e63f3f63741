import { Client } from "pg";
import { postgresSql } from "../../core/usage/export-sql/postgres.ts";
import type { UsageQuestion, UsageRecord, WarehouseUsage } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { optional, required, unfit, type WarehouseAccess } from "./access.ts";
import { postgresFault } from "./postgres-fault.ts";

const CONNECT_MS = 15_000;
const STATEMENT_MS = 120_000;

/** PostgreSQL by its own protocol, with libpq's variables (postgresql.org/docs/current/libpq-envars.html). */
export function postgres(access: WarehouseAccess): UsageWarehouse {
  return { readUsage: (question) => readUsage(question, access) };
}

async function readUsage(
  { days, tools, signal }: UsageQuestion,
  access: WarehouseAccess,
): Promise<WarehouseUsage> {
  signal.throwIfAborted();
  const client = new Client(settingOf(access));
  // A connection that breaks is told by the query that waits on it.
  client.on("error", () => undefined);
  const hangUp = () => void client.end();
  signal.addEventListener("abort", hangUp, { once: true });
  try {
    await client.connect();
    const { since, until, fallen_out: fallenOut, hidden } = await coverageOf(client);
    const { rows } = await client.query<UsageRecord>(
      postgresSql.aggregate({ days, region: access.region, tools }),
    );
    const isWhole = since !== null && !fallenOut && hidden === 0;
    return {
      window: isWhole ? { from: since, to: until } : null,
      notes: notesOf({ fallenOut, hidden }),
      pages: onePage(rows.map((row) => ({ ...row, query_count: Number(row["query_count"]) }))),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw postgresFault(error, [optional(access, "PGPASSWORD") ?? ""]);
  } finally {
    signal.removeEventListener("abort", hangUp);
    await client.end().catch(() => undefined);
  }
}

async function* onePage(rows: readonly UsageRecord[]): AsyncGenerator<readonly UsageRecord[]> {
  yield await Promise.resolve(rows);
}

interface Coverage {
  /** Null where nothing tells since when statements are counted. */
  readonly since: string | null;
  readonly until: string;
  /** Statements were dropped because there were too many. */
  readonly fallen_out: boolean;
  /** Statements whose text this user may not see. */
  readonly hidden: number;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

async function coverageOf(client: Client): Promise<Coverage> {
  const { rows } = await client.query<Coverage>(`
    select
      to_char(stats_reset at time zone 'UTC', ${ISO}) as since,
      to_char(now() at time zone 'UTC', ${ISO}) as until,
      dealloc > 0 as fallen_out,
      (
        select count(*)::integer from pg_stat_statements where query = '<insufficient privilege>'
      ) as hidden
    from pg_stat_statements_info`);
  return rows[0] ?? { since: null, until: "", fallen_out: false, hidden: 0 };
}

function notesOf({ fallenOut, hidden }: { readonly fallenOut: boolean; readonly hidden: number }) {
  const notes = [];
  if (fallenOut) {
    notes.push(
      "Rare statements fell out of pg_stat_statements: raise pg_stat_statements.max. What is not there may still be used.",
    );
  }
  if (hidden > 0) {
    notes.push(
      `The texts of ${hidden} statements of other users are hidden: \`grant pg_read_all_stats\` to this one.`,
    );
  }
  return notes;
}

function settingOf(access: WarehouseAccess) {
  const port = Number(optional(access, "PGPORT") ?? "5432");
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw unfit("PGPORT", "the number of a port");
  return {
    host: required(access, "PGHOST", "the host of the database that dbt writes to"),
    port,
    database: required(access, "PGDATABASE", "the database that dbt writes to"),
    user: required(access, "PGUSER", "who reads pg_stat_statements"),
    // Empty, so that the driver does not look for one by itself.
    password: optional(access, "PGPASSWORD") ?? "",
    ssl: encryptionOf(optional(access, "PGSSLMODE") ?? "disable"),
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + 5000,
    application_name: "headgate",
  };
}

/** As the driver understands libpq's words: encrypted means that the certificate is checked, but for `no-verify`. */
function encryptionOf(mode: string): boolean | { readonly rejectUnauthorized: false } {
  if (mode === "disable") return false;
  if (mode === "no-verify") return { rejectUnauthorized: false };
  if (["require", "verify-ca", "verify-full"].includes(mode)) return true;
  throw unfit("PGSSLMODE", "disable, require, verify-ca, verify-full or no-verify");
}
