import type { LogColumns, LogField } from "../../core/usage/log-fields.ts";
import { named } from "./database.ts";
import { topOf, type LogFormat } from "./log-format.ts";

/**
 * The entries of a piece of a file in our own form: text, reads, ts, usr, n, given (the engine's hash), id, stype, failed, db, sch,
 * app, tags, relation, col, tool, dash, and `blank` for a line that could not be read at all.
 */
export function entriesSql(from: string, { columns, name }: LogFormat): string {
  const field = (key: LogField): string => valueOf(columns, key);
  const isPostgres = name === "postgres csvlog";
  const parts = [
    `${isPostgres ? postgresText(field("text")) : statementText(field("text"))} AS text`,
    `${field("reads")} AS reads`,
    `${timeOf(field("at"))} AS ts`,
    `nullif(trim(${field("user")}), '') AS usr`,
    `greatest(coalesce(try_cast(${field("count")} AS BIGINT), 1), 0) AS n`,
    `nullif(${field("hash")}, '') AS given`,
    `nullif(${field("id")}, '') AS id`,
    `${field("statementType")} AS stype`,
    `${failedOf(field("status"), field("error"), isPostgres)} AS failed`,
    `nullif(${field("database")}, '') AS db`,
    `nullif(${field("schema")}, '') AS sch`,
    `coalesce(${field("application")}, '') AS app`,
    `concat_ws(' ', ${field("tag")}, ${field("labels")}) AS tags`,
    `${relationOf(columns)} AS relation`,
    `nullif(${field("column")}, '') AS col`,
    `nullif(${field("tool")}, '') AS said_tool`,
    `nullif(${field("dashboard")}, '') AS said_dash`,
    `${blankOf(columns)} AS blank`,
  ];
  return `SELECT ${parts.join(",\n  ")}\nFROM ${from} entry${isPostgres ? `\nWHERE ${ranInPostgres(from)}` : ""}`;
}

/**
 * Entries of a csvlog that are statements, once each; the server's own messages are none. A statement is logged before it
 * runs, and one that fails once more with its error, on the next line of its session. Portions of a result that is fetched
 * bit by bit are no statements of their own.
 */
function ranInPostgres(from: string): string {
  const failed = (entry: string) =>
    `${entry}.error_severity IN ('ERROR', 'FATAL', 'PANIC') AND ${entry}.query IS NOT NULL`;
  const line = (entry: string) => `try_cast(${entry}.session_line_num AS BIGINT)`;
  return `(${failed("entry")}
  OR regexp_matches(entry.message, '${BEFORE_STATEMENT}') AND NOT regexp_matches(entry.message, '${FETCHES}'))
  AND NOT EXISTS (SELECT 1 FROM ${from} after WHERE ${failed("after")} AND after.session_id = entry.session_id AND ${line("after")} = ${line("entry")} + 1)`;
}

const FETCHES = "^(?:duration: [0-9.]+ ms  )?execute fetch from ";

/** What stands before the statement in a message. */
const BEFORE_STATEMENT = "^(?:duration: [0-9.]+ ms  )?(?:statement|execute [^:]*): ";

function valueOf(columns: LogColumns, field: LogField): string {
  const column = columns[field];
  if (column === undefined) return "CAST(NULL AS VARCHAR)";
  const top = topOf(column);
  if (top === column) return named(column);
  return `json_extract_string(${named(top)}, '$.${column.slice(top.length + 1).replaceAll("'", "")}')`;
}

/** What customers' own keys hide is no statement. Only what may be that is trimmed, and only what is long is counted: both are dear. */
function statementText(text: string): string {
  const hidden = `trim(${text}) IN ('', '<REDACTED>', '<insufficient privilege>')`;
  const mayBe = `(${text} = '' OR starts_with(${text}, ' ') OR starts_with(${text}, '<'))`;
  return `CASE WHEN strlen(${text}) > ${MOST} THEN left(${text}, ${MOST}) WHEN ${mayBe} AND ${hidden} THEN NULL ELSE ${text} END`;
}

/** Longer than any statement that could be read. */
const MOST = 1_000_001;

function postgresText(message: string): string {
  return `left(coalesce(CASE WHEN error_severity IN ('ERROR', 'FATAL', 'PANIC') THEN query END, regexp_replace(${message}, '${BEFORE_STATEMENT}', '')), ${MOST})`;
}

/**
 * A time in UTC: ISO 8601 with or without an offset, or a number of seconds, milli-, micro- or nanoseconds since 1970,
 * told apart by their size. The name of a zone other than UTC is not known to DuckDB; it is left out, which may move the
 * time by hours.
 */
function timeOf(at: string): string {
  const number = `try_cast(${at} AS DOUBLE)`;
  const scale = `CASE WHEN ${number} < 1e11 THEN 1e6 WHEN ${number} < 1e14 THEN 1e3 WHEN ${number} < 1e17 THEN 1 ELSE 1e-3 END`;
  const epoch = `CASE WHEN ${number} BETWEEN 1e8 AND 4e18 THEN make_timestamp(CAST(${number} * ${scale} AS BIGINT)) END`;
  const local = `coalesce(try_cast(${at} AS TIMESTAMP), try_cast(regexp_replace(${at}, ' ?[A-Za-z]{2,5}$', '') AS TIMESTAMP))`;
  // A cast to TIMESTAMP drops the offset.
  const written = `CASE WHEN regexp_matches(${at}, ':[0-9.]+ ?[+-][0-9]{2}(:?[0-9]{2})?$') THEN make_timestamp(epoch_us(try_cast(${at} AS TIMESTAMPTZ))) ELSE ${local} END`;
  return `CASE WHEN ${number} IS NOT NULL THEN ${epoch} ELSE ${written} END`;
}

function failedOf(status: string, error: string, isPostgres: boolean): string {
  if (isPostgres) return "error_severity IN ('ERROR', 'FATAL', 'PANIC')";
  const words = `lower(${status}) IN ('fail', 'failed', 'error', 'failure', 'failed_with_error', 'failed_with_incident', 'incident', 'canceled', 'cancelled', 'aborted', 'true', 't', '1')`;
  return `coalesce(${words}, false) OR coalesce(${error}, '') NOT IN ('', 'null', '{}', '0', '\\N')`;
}

/** The name of a relation in counts by table: what stands before the table goes before it. */
function relationOf(columns: LogColumns): string {
  if (columns.relation === undefined || columns.text !== undefined) return "CAST(NULL AS VARCHAR)";
  const table = named(columns.relation);
  const [database, schema] = [valueOf(columns, "database"), valueOf(columns, "schema")];
  return `CASE WHEN contains(${table}, '.') THEN ${table} ELSE concat_ws('.', ${database}, ${schema}, ${table}) END`;
}

function blankOf(columns: LogColumns): string {
  const tops = [...new Set(Object.values(columns).map(topOf))];
  return tops.map((name) => `${named(name)} IS NULL`).join(" AND ");
}
