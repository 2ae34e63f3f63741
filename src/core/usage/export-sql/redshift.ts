import { redshiftLiterals } from "./literals.ts";
import { withDoubledQuotes } from "./quote.ts";
import { dashboardOf, notOfDbt, personOf, toolOf, type TextSearch } from "./tool-marks.ts";
import type { WarehouseSql } from "./warehouse-sql.ts";

const TIME = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
const search: TextSearch = {
  text: "query.query_text",
  quote: withDoubledQuotes,
  group: (pattern) =>
    `nullif(regexp_substr(query.query_text, ${withDoubledQuotes(pattern)}, 1, 1, 'ep'), '')`,
};

const kept = redshiftLiterals.quotesKept.map((number) => `$${number}`).join("");
const withoutLiterals = `regexp_replace(
      regexp_replace(trim(query.query_text), ${withDoubledQuotes(redshiftLiterals.quotes)}, '${kept}', 1, 'p'),
      ${withDoubledQuotes(redshiftLiterals.numbers)}, '$1?', 1, 'p'
    )`;

/** Redshift: SYS monitoring views (docs.aws.amazon.com/redshift/latest/dg, SYS_QUERY_HISTORY). */
export const redshiftSql: WarehouseSql = {
  name: "redshift",
  title: "Redshift",
  rights: [
    "grant role sys:monitor to <user>;",
    "alter user <user> syslog access unrestricted; -- else the views show the user's own queries alone",
  ],
  limits: [
    "The view keeps about 7 days: export every few days and give `usage build` all the files.",
    "It knows no columns: the counts keep the text of each query, without literals and comments.",
    "Texts are cut at 4,000 characters.",
  ],
  reachDays: 7,
  lateHours: 0,
  isRegional: false,
  raw: ({ days }) => `select
  query.query_id,
  trim(query.query_text) as query_text,
  trim(query.query_type) as statement_type,
  trim(query.status) as status,
  trim(account.user_name) as user_name,
  to_char(query.start_time, ${TIME}) as started_at,
  trim(query.database_name) as database_name,
  trim(query.query_label) as query_tag,
  query.elapsed_time / 1000 as duration_ms
from sys_query_history as query
left join svv_user_info as account
  on account.user_id = query.user_id
where query.start_time >= dateadd(day, -${days}, getdate());
`,
  aggregate: ({ days, tools }) => `with queries as (
  select
    query.start_time,
    coalesce(${personOf(search, tools)}, trim(account.user_name)) as user_name,
    trim(query.database_name) as database_name,
    ${toolOf(search, tools)} as tool,
    ${dashboardOf(search, tools)} as dashboard,
    ${withoutLiterals} as query_text
  from sys_query_history as query
  left join svv_user_info as account
    on account.user_id = query.user_id
  where query.start_time >= dateadd(day, -${days}, getdate())
    and trim(query.status) = 'success'
    and trim(query.query_type) in ('SELECT', 'INSERT', 'CTAS', 'UNLOAD')
    and ${notOfDbt(search)}
)
select
  to_char(max(start_time), ${TIME}) as started_at,
  user_name,
  database_name,
  tool,
  dashboard,
  query_text,
  count(*) as query_count
from queries
group by trunc(start_time), user_name, database_name, tool, dashboard, query_text;
`,
};
