import type { MetricRead } from "./metric-read.ts";
import type { StatementRead } from "./quick/found.ts";
import type { UsageEvidence } from "./tally.ts";

/** All queries of a log that differ in literals and comments alone. */
export interface LoggedStatement {
  /** Its place in the log, counted from 1 by frequency. */
  readonly id: number;
  /** One of the queries; null where the log has no texts. */
  readonly text: string | null;
  /** What the engine says it read, as the log has it (JSON); null where it says nothing. */
  readonly reads: string | null;
  readonly database: string | null;
  readonly schema: string | null;
  readonly queries: number;
}

/** What one of them reads of the project. */
export interface ReadLoggedStatement {
  readonly id: number;
  readonly reads: readonly StatementRead[];
  readonly metrics: readonly MetricRead[];
  readonly evidence: UsageEvidence;
  /** Without literals and comments, shortened; empty where the log has no texts. */
  readonly text: string;
}
