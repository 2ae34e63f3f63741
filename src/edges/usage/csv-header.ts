import type { LogColumns } from "../../core/usage/log-fields.ts";

/** What the first line of a CSV file says. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** A csvlog of PostgreSQL, which has no header. */
  readonly isPostgres: boolean;
}

/**
 * The columns of PostgreSQL's csvlog, in its order (documentation, "Error Reporting and Logging": Using CSV-Format Log
 * Output). Later versions add at the end, so that a shorter line is an older version.
 */
const POSTGRES_NAMES = [
  "log_time",
  "user_name",
  "database_name",
  "process_id",
  "connection_from",
  "session_id",
  "session_line_num",
  "command_tag",
  "session_start_time",
  "virtual_transaction_id",
  "transaction_id",
  "error_severity",
  "sql_state_code",
  "message",
  "detail",
  "hint",
  "internal_query",
  "internal_query_pos",
  "context",
  "query",
  "query_pos",
  "location",
  "application_name",
  "backend_type",
  "leader_pid",
  "query_id",
];

/** Adds to the entries of a csvlog what tells them apart: its `query_id` numbers statements, not runs. */
export function withRuns(from: string): string {
  return `(SELECT *, session_id || '.' || session_line_num AS run FROM ${from})`;
}

/** What each column of a csvlog is for us. */
export const POSTGRES_COLUMNS: LogColumns = {
  id: "run",
  text: "message",
  at: "log_time",
  user: "user_name",
  database: "database_name",
  application: "application_name",
  status: "error_severity",
};

/** Null for an empty line. */
export function csvHeaderOf(line: string): CsvHeader | null {
  const text = line.replace(/^\uFEFF/u, "").trim();
  if (text === "") return null;
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [A-Z+-]/u.test(text)) {
    return { names: namesFor(text), delimiter: ",", isPostgres: true };
  }
  const delimiter = [",", "\t", ";", "|"].find((mark) => text.includes(mark)) ?? ",";
  return { names: unique(text.split(delimiter).map(bare)), delimiter, isPostgres: false };
}

/** A statement may go over several lines, so the first may be shorter than an entry: then the newest form is assumed. */
function namesFor(line: string): readonly string[] {
  const fields = line.match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,|$)/gu)?.length ?? 0;
  const isWhole = (line.match(/"/gu)?.length ?? 0) % 2 === 0;
  return isWhole && fields >= 23 ? POSTGRES_NAMES.slice(0, fields) : POSTGRES_NAMES;
}

function bare(name: string): string {
  return name.trim().replace(/^"(.*)"$/u, "$1");
}

/** DuckDB wants each name once, whatever its case. */
function unique(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.map((name, index) => {
    const own = name === "" || seen.has(name.toLowerCase()) ? `${name}_${index + 1}` : name;
    seen.add(own.toLowerCase());
    return own;
  });
}
