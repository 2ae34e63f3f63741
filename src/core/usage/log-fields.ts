/**
 * What is known of a query event: its text or what the engine says it read, when, who, how often (a log may have counted
 * before), its hash, its id, whether it failed, where names are looked up, with which client, tags and labels. The last four
 * are for logs that were counted by relation.
 */
export type LogField =
  | "text"
  | "reads"
  | "at"
  | "user"
  | "count"
  | "hash"
  | "id"
  | "statementType"
  | "status"
  | "error"
  | "database"
  | "schema"
  | "application"
  | "tag"
  | "labels"
  | "durationMs"
  | "relation"
  | "column"
  | "tool"
  | "dashboard";

/**
 * What logs call each field, in lower case without underscores, the first that a file has wins. A dot goes into an
 * object: Trino's event listener nests.
 */
const NAMES: Readonly<Record<LogField, readonly string[]>> = {
  text: [
    "querytext",
    "statementtext",
    "query",
    "statement",
    "sqltext",
    "sql",
    "dbquerytext",
    "db.query.text",
    "metadata.query",
    "querystring",
  ],
  reads: [
    "readobjects",
    "directobjectsaccessed",
    "referencedtables",
    "upstreamtables",
    "metadata.tables",
    "inputs",
  ],
  at: [
    "startedat",
    "starttime",
    "querystarttime",
    "timestamp",
    "creationtime",
    "createtime",
    "eventtime",
    "intervalstarttime",
    "statistics.creationtime",
    "submissiondatetime",
    "logtime",
    "day",
    "lastusedat",
  ],
  user: [
    "username",
    "useremail",
    "user",
    "executedby",
    "email",
    "principal",
    "rolname",
    "context.user",
    "usr",
    "userid",
  ],
  count: ["querycount", "calls", "count", "queryfreq", "readcount"],
  hash: ["queryhash", "queryparameterizedhash", "normalizedliterals", "genericqueryhash"],
  id: ["queryid", "jobid", "statementid", "queryexecutionid", "metadata.queryid"],
  statementType: ["statementtype", "querytype", "operationtype", "context.querytype", "commandtag"],
  status: ["status", "executionstatus", "aborted", "state", "metadata.querystate", "querystate"],
  error: ["errorresult", "errormessage", "errorcode", "failureinfo"],
  database: [
    "databasename",
    "defaultdb",
    "cluster",
    "database",
    "catalog",
    "projectid",
    "context.catalog",
    "dbname",
  ],
  schema: ["schemaname", "defaultschema", "schema", "context.schema"],
  application: [
    "clientapp",
    "clientapplication",
    "applicationname",
    "clientapplicationid",
    "application",
    "context.source",
    "source",
  ],
  tag: ["querytag", "querylabel", "tag", "tags", "context.clientinfo"],
  labels: ["labels"],
  durationMs: ["durationms", "totalelapsedtime", "totaldurationms", "elapsedtime", "totalexectime"],
  relation: ["relation", "tablename", "table", "sourcetablefullname"],
  column: ["columnname", "column", "sourcecolumnname"],
  tool: ["tool"],
  dashboard: ["dashboard"],
};

/** The column of a file for each field that it has. */
export type LogColumns = Readonly<Partial<Record<LogField, string>>>;

/** What a file's columns can be used for; a sentence without a full stop where they make no query log. */
export function logColumnsOf(names: readonly string[]): LogColumns | string {
  const byKey = new Map(names.map((name) => [keyOf(name), name]));
  if (OPENLINEAGE.some((keys) => keys.every((name) => byKey.has(name)))) {
    return "it holds OpenLineage events, which tell what jobs read and write, and not who queries";
  }
  const found: Partial<Record<LogField, string>> = {};
  for (const [field, aliases] of entriesOf(NAMES)) {
    const alias = aliases.find((candidate) => byKey.has(candidate));
    if (alias !== undefined) found[field] = byKey.get(alias) ?? alias;
  }
  if (found.text !== undefined || found.reads !== undefined) return found;
  if (found.relation !== undefined && found.count !== undefined) return found;
  return "no column holds the text of queries, what they read, or counts by table";
}

/** What events of OpenLineage have: all of them, or those of runs, whole or not. */
const OPENLINEAGE = [
  ["eventtime", "producer"],
  ["eventtype", "job", "run"],
];

function entriesOf(names: typeof NAMES): readonly (readonly [LogField, readonly string[]])[] {
  return FIELDS.map((field) => [field, names[field]]);
}

const FIELDS: readonly LogField[] = [
  "text",
  "reads",
  "at",
  "user",
  "count",
  "hash",
  "id",
  "statementType",
  "status",
  "error",
  "database",
  "schema",
  "application",
  "tag",
  "labels",
  "durationMs",
  "relation",
  "column",
  "tool",
  "dashboard",
];

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll("_", "").replaceAll(" ", "");
}
