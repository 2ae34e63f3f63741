import { dashboardOf, notOfDbt, toolOf } from "./tool-marks.ts";
import type { WarehouseSql } from "./warehouse-sql.ts";

const utc = (time: string) =>
  `date_format(to_utc_timestamp(${time}, current_timezone()), "yyyy-MM-dd'T'HH:mm:ss'Z'")`;
const text = "coalesce(query.statement_text, '')";
const group = (pattern: string) => `nullif(regexp_extract(${text}, '${pattern}', 1), '')`;
const client = "coalesce(query.client_application, lineage.entity_type)";

/** One of the two lineage tables, as reads. A read is an event with a source; what it writes, if anything, is not asked. */
function readsOf(table: string, column: string, days: number): string {
  return `select
    coalesce(lineage.statement_id, lineage.entity_run_id, lineage.event_id) as query_id,
    lineage.event_time,
    coalesce(query.executed_by, lineage.created_by) as user_name,
    ${toolOf(text, client)} as client_app,
    coalesce(
      ${dashboardOf(text, group)},
      case when lineage.entity_type like '%DASHBOARD%' then lineage.entity_id end
    ) as dashboard,
    lineage.source_table_full_name as relation,
    ${column} as column_name
  from system.access.${table} as lineage
  left join system.query.history as query
    on query.statement_id = lineage.statement_id
    and query.start_time >= current_timestamp() - interval ${days} days
  where lineage.event_date >= current_date() - interval ${days} days
    and lineage.source_table_full_name is not null
    and ${notOfDbt(text)}
    and lower(coalesce(query.client_application, '')) not like '%dbt%'`;
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
  aggregate: ({ days }) => `with reads as (
  ${readsOf("table_lineage", "cast(null as string)", days)}
  union all
  ${readsOf("column_lineage", "lineage.source_column_name", days)}
    and lineage.source_column_name is not null
)
select
  date_format(to_utc_timestamp(event_time, current_timezone()), 'yyyy-MM-dd') as day,
  relation,
  column_name,
  user_name,
  client_app,
  dashboard,
  count(distinct query_id) as query_count,
  ${utc("max(event_time)")} as last_used_at
from reads
group by 1, 2, 3, 4, 5, 6;
`,
};
