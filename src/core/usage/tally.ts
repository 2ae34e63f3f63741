import type { UniqueId } from "../manifest/node.ts";

/**
 * How a read is known, surest first: the engine's own record with columns, the engine's record of relations, the SQL of
 * the query, the mere name of the relation in its text.
 */
export type UsageEvidence = "access_history" | "engine" | "parsed" | "name";

/**
 * How often one person read one object, or one column of it, with one tool on one day. A query counts once in the row
 * without a column, and once in the row of each column that it reads; so rows of one column may be added, rows of
 * several may not. Literals, texts and addresses of people are never part of it.
 */
export interface Tally {
  /** The object that the relation belongs to. */
  readonly uniqueId: UniqueId;
  /** As the project spells it, in lower case where it does not matter; null for the object as a whole. */
  readonly column: string | null;
  /** `YYYY-MM-DD` in UTC; null where days are not told apart. */
  readonly day: string | null;
  /** Tells people apart: a digest, or a name where `privacy` allows names. Null where the log does not say who. */
  readonly person: string | null;
  /** `Tableau`, `Looker`, …; null where nothing tells. */
  readonly tool: string | null;
  /** What the tool calls the dashboard, notebook or report; null where it does not say. */
  readonly dashboard: string | null;
  readonly queries: number;
  /** Of these, how many read the column through a star alone. */
  readonly starQueries: number;
  readonly evidence: UsageEvidence;
  /** ISO 8601 in UTC. */
  readonly lastUsedAt: string | null;
}

/** The same, before the relation is matched to an object of the project: what a warehouse gives that counted by itself. */
export type RelationTally = Omit<Tally, "uniqueId"> & {
  /** Database, schema and identifier, as far as they are known, as the warehouse spells them. */
  readonly relation: readonly string[];
};
