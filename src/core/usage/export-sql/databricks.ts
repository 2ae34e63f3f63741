import { withBackslashes } from "./quote.ts";
import { dashboardOf, notOfDbt, personOf, toolOf, type TextSearch } from "./tool-marks.ts";
import type { WarehouseSql } from "./warehouse-sql.ts";

const utc = (time: string) =>
  `date_format(to_utc_timestamp(${time}, current_timezone()), "yyyy-MM-dd'T'HH:mm:ss'Z'")`;

const search: TextSearch = {
  text: "said",
  quote: withBackslashes,
  group: (pattern) => `nullif(regexp_extract(said, ${withBackslashes(pattern)}, 1), '')`,
};

/** One of the two lineage tables. What an event writes, if anything, is not asked. */
function eventsOf(table: string, column: string, days: number): string {
  return `select
    statement_id,
    coalesce(statement_id, entity_run_id, concat(created_by, ' ', event_time)) as query_id,
    event_time,
    entity_type,
    entity_id,
    created_by,
    source_table_full_name as relation,
    ${column} as column_name
  from system.access.${table}
  where event_date >= current_date() - interval ${days} days
    and source_table_full_name is not null`;
}

/** Databricks: system tables of Unity Catalog (docs.databricks.com, admin/system-tables: lineage, query-history). */
export const databricksSql: WarehouseSql = {
  name: "databricks",
  title: "Databricks",
  rights: [
    "-- an account admin enables the system schemas `access` and `query` once",
    "grant use catalog on catalog system to `<principal>`;",
    "grant use schema, select on schema system.access to `<principal>`;",
    "grant use schema, select on schema system.query to `<principal>`;",
  ],
  limits: [
    "Lineage reaches 395 days back, is about an hour late, and covers Unity Catalog in one region.",
    "It records reads as far as Databricks can infer them: not every one.",
    "Texts are empty where the workspace uses customer-managed keys; dbt's own queries are then known by their client alone.",
  ],
  reachDays: 395,
  lateHours: 1,
  isRegional: false,
  raw: ({ days }) => `select
  statement_id as query_id,
  statement_text as query_text,
  statement_type,
  execution_status as status,
  executed_by as user_name,
  ${utc("start_time")} as started_at,
  client_application as client_app,
  session_id,
  total_duration_ms as duration_ms
from system.query.history
where start_time >= current_timestamp() - interval ${days} days;
`,
  aggregate: ({ days, tools }) => `with events as (
  ${eventsOf("table_lineage", "cast(null as string)", days)}
  union all
  ${eventsOf("column_lineage", "source_column_name", days)}
    and source_column_name is not null
),
queries as (
  select
    statement_id,
    executed_by,
    coalesce(client_application, '') as client,
    coalesce(statement_text, '') as said
  from system.query.history
  where start_time >= current_timestamp() - interval ${days} days
),
reads as (
  select
    events.query_id,
    events.event_time,
    events.relation,
    events.column_name,
    coalesce(${personOf(search, tools)}, queries.executed_by, events.created_by) as user_name,
    coalesce(nullif(queries.client, ''), events.entity_type) as client_app,
    ${toolOf(search, tools)} as tool,
    coalesce(
      ${dashboardOf(search, tools)},
      case when events.entity_type like '%DASHBOARD%' then events.entity_id end
    ) as dashboard
  from events
  left join queries
    on queries.statement_id = events.statement_id
  where queries.statement_id is null
    or (lower(queries.client) not like '%dbt%' and ${notOfDbt(search)})
)
select
  relation,
  column_name,
  user_name,
  client_app,
  tool,
  dashboard,
  count(distinct query_id) as query_count,
  ${utc("max(event_time)")} as last_used_at
from reads
group by
  relation, column_name, user_name, client_app, tool, dashboard,
  to_date(to_utc_timestamp(event_time, current_timezone()));
`,
};
