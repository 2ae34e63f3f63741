import type { WarehouseSql } from "./warehouse-sql.ts";

/**
 * What reads: PostgreSQL takes the literals out of these, and leaves those of other statements (passwords among them)
 * in the text.
 */
const READS = String.raw`^\s*(/\*.*?\*/\s*|--[^\n]*\n\s*)*(select|with|insert|merge|table|\()`;

const statement = `select
  statement.query as query_text,
  account.rolname as user_name,
  current_database() as database_name,
  cast(statement.queryid as text) as query_hash,
  cast(statement.calls as bigint) as query_count
from pg_stat_statements as statement
join pg_database as database
  on database.oid = statement.dbid
left join pg_roles as account
  on account.oid = statement.userid
where database.datname = current_database()
  and statement.toplevel
  and statement.query ~* '${READS}'
  and statement.query not like '%pg_stat_statements%'
order by statement.calls desc;
`;

/** PostgreSQL 14 and later: `pg_stat_statements` (postgresql.org/docs/current/pgstatstatements.html). */
export const postgresSql: WarehouseSql = {
  name: "postgres",
  title: "PostgreSQL",
  rights: [
    "-- postgresql.conf: shared_preload_libraries = 'pg_stat_statements', then a restart",
    "create extension if not exists pg_stat_statements; -- in the database that dbt writes to",
    "grant pg_read_all_stats to <user>; -- else the texts of other users are hidden",
  ],
  limits: [
    "It sums up since pg_stat_statements was reset last: days are not told apart, and --days does not matter.",
    "It keeps pg_stat_statements.max statements (5,000 by default); rarer ones fall out.",
    "It knows no client: who connected with what tool, and when, is in csvlog, which `usage build` reads.",
    "Literals are placeholders already. Comments stay, so that tools are known by them.",
  ],
  reachDays: null,
  lateHours: 0,
  isRegional: false,
  raw: () => statement,
  aggregate: () => statement,
};
