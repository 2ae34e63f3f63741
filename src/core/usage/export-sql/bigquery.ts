import { googleLiterals } from "./literals.ts";
import { withBackslashes } from "./quote.ts";
import { dashboardOf, notOfDbt, personOf, toolOf, type TextSearch } from "./tool-marks.ts";
import type { WarehouseSql } from "./warehouse-sql.ts";

const TIME = "'%Y-%m-%dT%H:%M:%SZ'";
const reads = `to_json_string(array(
      select as struct concat(read.project_id, '.', read.dataset_id, '.', read.table_id) as name
      from unnest(referenced_tables) as read
    ))`;
const search: TextSearch = {
  text: "query",
  quote: withBackslashes,
  group: (pattern) => `regexp_extract(query, ${withBackslashes(pattern)})`,
};

const kept = googleLiterals.quotesKept.map((number) => `\\${number}`).join("");
const withoutLiterals = `regexp_replace(
      regexp_replace(query, ${withBackslashes(googleLiterals.quotes)}, r'${kept}'),
      ${withBackslashes(googleLiterals.numbers)}, r'\\1?'
    )`;

/** BigQuery: `INFORMATION_SCHEMA.JOBS` (cloud.google.com/bigquery/docs/information-schema-jobs). */
export const bigquerySql: WarehouseSql = {
  name: "bigquery",
  title: "BigQuery",
  rights: [
    "roles/bigquery.user on the project that runs this",
    "roles/bigquery.resourceViewer on each project whose queries are counted (bigquery.jobs.listAll)",
  ],
  limits: [
    "The view reaches 180 days back, and holds one region of one project: run it for each of them (--region).",
    "It knows no columns, and no views: the counts keep the text of each query, without literals and comments.",
  ],
  reachDays: 180,
  lateHours: 0,
  isRegional: true,
  raw: ({ days, region }) => `select
  job_id as query_id,
  query as query_text,
  statement_type,
  if(error_result is null, 'succeeded', 'failed') as status,
  user_email as user_name,
  format_timestamp(${TIME}, creation_time) as started_at,
  project_id as database_name,
  to_json_string(labels) as labels,
  ${reads} as read_objects,
  query_info.query_hashes.normalized_literals as query_hash,
  timestamp_diff(end_time, start_time, millisecond) as duration_ms
from \`region-${region}\`.INFORMATION_SCHEMA.JOBS
where creation_time >= timestamp_sub(current_timestamp(), interval ${days} day)
  and job_type = 'QUERY';
`,
  aggregate: ({ days, region, tools }) => `with jobs as (
  select
    creation_time,
    project_id,
    coalesce(${personOf(search, tools)}, user_email) as user_name,
    ${toolOf(search, tools)} as tool,
    ${dashboardOf(search, tools)} as dashboard,
    coalesce(query_info.query_hashes.normalized_literals, to_hex(md5(query))) as query_hash,
    ${withoutLiterals} as query_text,
    ${reads} as read_objects
  from \`region-${region}\`.INFORMATION_SCHEMA.JOBS
  where creation_time >= timestamp_sub(current_timestamp(), interval ${days} day)
    and job_type = 'QUERY'
    and error_result is null
    and statement_type in ('SELECT', 'INSERT', 'MERGE', 'CREATE_TABLE_AS_SELECT')
    and ${notOfDbt(search)}
    and not exists (select 1 from unnest(labels) as label where label.key = 'dbt_invocation_id')
    and query not like '%INFORMATION_SCHEMA%'
)
select
  format_timestamp(${TIME}, max(creation_time)) as started_at,
  user_name,
  project_id as database_name,
  tool,
  dashboard,
  query_hash,
  any_value(query_text) as query_text,
  any_value(read_objects) as read_objects,
  count(*) as query_count
from jobs
group by date(creation_time), user_name, project_id, tool, dashboard, query_hash;
`,
};
