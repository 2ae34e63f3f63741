import { compareFacts } from "./compare/compare-facts.ts";
import type { SqlChange } from "./compare/edit.ts";
import { dialectOf } from "./dialect.ts";
import type { StatementFacts, UpstreamRelation } from "./facts.ts";

/** A statement to be read. */
export interface SqlStatement {
  /** A single query, without Jinja. */
  readonly sql: string;
  readonly adapterType: string | null;
  /** The relations that it may read, with their columns as far as they are known. */
  readonly upstream: readonly UpstreamRelation[];
  /** Whether a second parser is asked too, which takes several times as long as the first (docs/decisions). */
  readonly secondOpinion?: boolean;
}

/** What came of reading a statement. */
export type SqlReading = ReadStatement | NormalizedStatement | UnreadStatement;

export interface ReadStatement {
  readonly state: "read";
  readonly facts: StatementFacts;
}

/** Only a parser that gives no facts could read it: the text in one spelling, by which two statements can be told equal. */
export interface NormalizedStatement {
  readonly state: "normalized";
  readonly text: string;
  /** Why there are no facts. */
  readonly why: string;
}

export interface UnreadStatement {
  readonly state: "unread";
  /** `timeout`, `too-large`, `crashed`: the statement is too much. `unparsed`: no parser takes it. */
  readonly code: "timeout" | "too-large" | "crashed" | "unparsed";
  readonly why: string;
}

/** How two readings of statements for one adapter differ; `unknown` where one could not be read. */
export function compareReadings(base: SqlReading, head: SqlReading, adapterType: string | null): SqlChange {
  if (base.state === "read" && head.state === "read") {
    return compareFacts(base.facts, head.facts, dialectOf(adapterType));
  }
  const same = base.state === "normalized" && head.state === "normalized" && base.text === head.text;
  return { class: same ? "none" : "unknown", edits: [], columns: [] };
}
