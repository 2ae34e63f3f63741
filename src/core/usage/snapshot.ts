import type { LeftOut } from "./left-out.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { LogNames } from "./places/log-names.ts";
import type { StatementRead } from "./quick/found.ts";

/** A stretch of time that a log is known to cover without a gap, ISO 8601 in UTC. */
export interface UsageWindow {
  readonly from: string;
  readonly to: string;
}

/** What a snapshot says of itself. */
export interface SnapshotHeader {
  /** Stated by a header, a sidecar file or `--window`; null where nobody stated it. Never taken from the entries. */
  readonly window: UsageWindow | null;
  /** The first and the last entry: a lower bound of what the log covers, no more. */
  readonly seen: UsageWindow | null;
  /** Queries that counted as use, whether or not they could be read. */
  readonly queries: number;
  /** The share of these of which it is known what they read, 0 to 1. */
  readonly parsedShare: number;
  /** The share of these of which it is known what they compute, 0 to 1: counts without texts say nothing of metrics. */
  readonly computedShare: number;
  /** How names of the log were matched to relations. */
  readonly names: LogNames;
  /** Queries that were not use, or could not be taken, by reason. */
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>;
  /** Names of the files, or of the warehouse. */
  readonly sources: readonly string[];
}

/** A query as a snapshot keeps it: without its literals. */
export interface LoggedQuery {
  readonly fingerprint: string;
  /** Without literals and comments, shortened. */
  readonly text: string;
  readonly queries: number;
  readonly people: number;
  readonly tools: readonly string[];
  readonly dashboards: readonly string[];
  readonly lastUsedAt: string | null;
  readonly reads: readonly StatementRead[];
  /** Metrics whose aggregate it computes, with their filter or without. */
  readonly metrics: readonly UniqueId[];
}
