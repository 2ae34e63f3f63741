/** Why an entry of a log does not count as use. */
export type LeftOut =
  /** dbt's own statement: it builds or tests, it does not consume. */
  | "dbt"
  /** A loader or an integration that writes and checks tables. */
  | "loader"
  /** A user that the configuration leaves out, or Headgate itself. */
  | "excluded-user"
  | "failed"
  /** Not a query: DDL, a command, a write without a read. */
  | "not-a-query"
  /** The same entry again, as exports that overlap have it. */
  | "duplicate"
  /** It happened after the log was read. */
  | "future"
  /** A line that is not what the file's format says. */
  | "broken"
  /** It has neither a text nor what was read. */
  | "empty";
