import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";

/** What the main thread asks of a worker: one statement at a time. Null: to get ready for the first, without an answer. */
export interface SqlRequest {
  readonly statement: SqlStatement | null;
}

/** What a worker answers. */
export interface SqlReply {
  readonly reading: SqlReading;
  /** Bytes that the process holds, so that a worker can be replaced before it holds too much; 0 where nobody looked. */
  readonly rss: number;
}
