/**
 * One entry of a query log, whatever wrote it; or several alike that the log counted together. Headgate's own record:
 * every log format is brought into this form at the border, and only what it holds is known of a query.
 */
export interface QueryEvent {
  /** The statement as the engine logged it, comments included; null where the log gives only what was read. */
  readonly text: string | null;
  /** The name with which the user logged in. */
  readonly user: string | null;
  /** What the client calls itself: `Tableau`, `psql`. */
  readonly application: string | null;
  /** When it began, ISO 8601 in UTC; null where the log does not say. */
  readonly at: string | null;
  /** Where names without a database or schema are looked up. */
  readonly database: string | null;
  readonly schema: string | null;
  /** Snowflake's query tag, BigQuery's job labels, Redshift's query label: as text, JSON where they are structured. */
  readonly tags: readonly string[];
  readonly durationMs: number | null;
  readonly status: "succeeded" | "failed" | "unknown";
  /** `SELECT`, `INSERT`, …, in upper case, as the engine says; null where it does not. */
  readonly statementType: string | null;
  /** The engine's own hash of the statement without its literals. */
  readonly hash: string | null;
  /** What the engine itself says was read; null where it says nothing (not the same as an empty list). */
  readonly reads: readonly EngineRead[] | null;
  /** Queries that this entry stands for; 1 but in logs that were aggregated before. */
  readonly count: number;
}

/** A relation that the engine says a query read. */
export interface EngineRead {
  /** Database, schema and identifier, as far as the engine gives them, as the engine spells them. */
  readonly relation: readonly string[];
  /** Null where the engine does not tell columns. */
  readonly columns: readonly string[] | null;
}
