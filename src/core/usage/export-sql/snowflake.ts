import { withBackslashes } from "./quote.ts";
import { dashboardOf, notOfDbt, personOf, toolOf, type TextSearch } from "./tool-marks.ts";
import type { WarehouseSql } from "./warehouse-sql.ts";

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
const utc = (time: string) => `to_varchar(convert_timezone('UTC', ${time}), ${TIME})`;
const text = "coalesce(query.query_tag, '') || ' ' || coalesce(query.query_text, '')";
const client = `coalesce(try_parse_json(login.client_environment):APPLICATION::string,
      regexp_replace(login.client_application_id, ' [0-9.]+$', ''))`;
const tagged: TextSearch = { text: "tagged", quote: withBackslashes, group: groupIn };

/** Snowflake's regular expressions have no flags inside, and no groups that do not count. */
function groupIn(pattern: string): string {
  const flags = pattern.startsWith("(?i)") ? "ie" : "e";
  const plain = pattern.replace("(?i)", "");
  const before = plain.search(/(?<!\\)\((?!\?)/u);
  const number = plain.slice(0, before).split("(?:").length;
  const written = withBackslashes(plain.replaceAll("(?:", "("));
  return `regexp_substr(tagged, ${written}, 1, 1, '${flags}', ${number})`;
}

/** Queries of the days, with what each of them read. */
function queriesOf(days: number): string {
  return `queries as (
  select
    query.query_id,
    query.start_time,
    query.user_name as login,
    access.direct_objects_accessed,
    ${client} as client,
    ${text} as tagged
  from snowflake.account_usage.access_history as access
  join snowflake.account_usage.query_history as query
    on query.query_id = access.query_id
  left join snowflake.account_usage.sessions as login
    on login.session_id = query.session_id
  where access.query_start_time >= dateadd(day, -${days}, current_timestamp())
    and query.start_time >= dateadd(day, -${days}, current_timestamp())
    and upper(query.execution_status) = 'SUCCESS'
    and query.query_type in ('SELECT', 'INSERT', 'MERGE', 'CREATE_TABLE_AS_SELECT', 'UNLOAD')`;
}

/** Snowflake: `snowflake.account_usage` (docs.snowflake.com, Account Usage: ACCESS_HISTORY, QUERY_HISTORY, SESSIONS). */
export const snowflakeSql: WarehouseSql = {
  name: "snowflake",
  title: "Snowflake",
  rights: [
    "grant database role snowflake.governance_viewer to role <role>; -- QUERY_HISTORY, ACCESS_HISTORY",
    "grant database role snowflake.security_viewer to role <role>; -- SESSIONS",
    "grant usage on warehouse <warehouse> to role <role>;",
  ],
  limits: [
    "The views reach 365 days back and are up to three hours late.",
    "ACCESS_HISTORY, which the counts are made from, needs Enterprise Edition or higher; else export raw.",
    "Texts are cut at 100,000 characters.",
  ],
  reachDays: 365,
  lateHours: 3,
  isRegional: false,
  raw: ({ days }) => `select
  query.query_id,
  query.query_text,
  query.query_type as statement_type,
  query.execution_status as status,
  query.user_name,
  ${utc("query.start_time")} as started_at,
  query.database_name,
  query.schema_name,
  query.query_tag,
  ${client} as client_app,
  query.query_parameterized_hash as query_hash,
  query.total_elapsed_time as duration_ms
from snowflake.account_usage.query_history as query
left join snowflake.account_usage.sessions as login
  on login.session_id = query.session_id
where query.start_time >= dateadd(day, -${days}, current_timestamp());
`,
  aggregate: ({ days, tools }) => `with ${queriesOf(days)}
),
reads as (
  select
    query_id,
    start_time,
    coalesce(${personOf(tagged, tools)}, login) as user_name,
    client as client_app,
    ${toolOf(tagged, tools)} as tool,
    ${dashboardOf(tagged, tools)} as dashboard,
    accessed.value:"objectName"::string as relation,
    accessed.value:"columns" as columns
  from queries, lateral flatten(input => direct_objects_accessed) as accessed
  where ${notOfDbt(tagged)}
    and lower(accessed.value:"objectDomain"::string) in (
      'table', 'view', 'materialized view', 'external table', 'iceberg table', 'dynamic table', 'event table'
    )
),
named as (
  select query_id, start_time, user_name, client_app, tool, dashboard, relation, null as column_name
  from reads
  union all
  select query_id, start_time, user_name, client_app, tool, dashboard, relation, named_column.value:"columnName"::string
  from reads, lateral flatten(input => columns) as named_column
  where named_column.value:"columnName"::string <> ''
)
select
  relation,
  column_name,
  user_name,
  client_app,
  tool,
  dashboard,
  count(distinct query_id) as query_count,
  ${utc("max(start_time)")} as last_used_at
from named
group by 1, 2, 3, 4, 5, 6, to_date(convert_timezone('UTC', start_time));
`,
};
