import type { WarehouseSql } from "./warehouse-sql.ts";

/** Look-ups of a table in the catalog that Athena made for somebody. */
const lookUps = (days: number) => `from cloudtrail_logs
where eventsource = 'glue.amazonaws.com'
  and eventname = 'GetTable'
  and useridentity.invokedby = 'athena.amazonaws.com'
  and errorcode is null
  and from_iso8601_timestamp(eventtime) >= current_timestamp - interval '${days}' day`;

const relation = `json_extract_scalar(requestparameters, '$.databaseName')
    || '.' || json_extract_scalar(requestparameters, '$.name')`;

/**
 * Athena keeps no view of its history, and CloudTrail leaves the text of queries out. What CloudTrail has is who looked
 * up which table (docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html, with the table that it defines).
 */
export const athenaSql: WarehouseSql = {
  name: "athena",
  title: "Athena",
  rights: [
    "athena:StartQueryExecution, athena:GetQueryExecution, athena:GetQueryResults on the workgroup",
    "glue:GetTable on cloudtrail_logs, s3:GetObject on the bucket of the trail",
  ],
  limits: [
    "Athena has no view of its own history: this reads CloudTrail, from the table `cloudtrail_logs` that Athena's guide defines.",
    "It reaches back as far as the trail is kept, is about 15 minutes late, and knows relations and users, not columns.",
    "It counts look-ups of a table by Athena, of which one query may make several.",
    "`headgate usage pull --warehouse athena` reads the texts of the last 45 days through Athena's API instead: columns, no users.",
  ],
  reachDays: 45,
  lateHours: 1,
  isRegional: false,
  raw: ({ days }) => `select
  eventid as query_id,
  eventtime as started_at,
  useridentity.arn as user_name,
  json_format(cast(array[${relation}] as json)) as read_objects
${lookUps(days)};
`,
  aggregate: ({ days }) => `select
  ${relation} as relation,
  useridentity.arn as user_name,
  count(*) as query_count,
  max(eventtime) as last_used_at
${lookUps(days)}
group by 1, 2, substr(eventtime, 1, 10);
`,
};
