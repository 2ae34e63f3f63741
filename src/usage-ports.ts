import type { UniqueId } from "./core/manifest/node.ts";
import type { LoggedStatement, ReadLoggedStatement } from "./core/usage/logged-statement.ts";
import type { NotUse } from "./core/usage/not-use.ts";
import type { LogNames } from "./core/usage/places/log-names.ts";
import type { Privacy } from "./core/usage/privacy.ts";
import type { SnapshotHeader, UsageWindow } from "./core/usage/snapshot.ts";
import type { ToolPattern } from "./core/usage/tools.ts";
import type { UsageLog } from "./core/usage/usage-log.ts";

/** What is read of query logs, and how entries are judged. */
export interface LogRequest {
  /** Files, or globs of files. */
  readonly files: readonly string[];
  readonly tools: readonly ToolPattern[];
  readonly notUse: readonly NotUse[];
  /** Milliseconds since 1970: nothing can have happened later. */
  readonly now: number;
  /** What is kept of people. */
  readonly people: Privacy;
}

/** Reads query logs, and reads and writes usage snapshots. */
export interface UsageSource {
  /** Reads logs of any known form and groups what counts as use by statement. Throws `UsageError` where nothing can be read. */
  readonly groupLogs: (request: LogRequest) => Promise<GroupedLogs>;
  /** Reads one or more snapshots together, with the queries that touch some objects. Throws `UsageError` for a file that is none. */
  readonly readSnapshots: (files: readonly string[], queriesOf: readonly UniqueId[]) => Promise<UsageLog>;
  /** Whether a file is a snapshot, not a log. */
  readonly isSnapshot: (file: string) => Promise<boolean>;
  /** How far reading is, 0 to 1; null where nothing is being read or nobody knows. */
  readonly progress: () => number | null;
}

/** One file of a log, and what came of it. */
export interface LogFile {
  readonly name: string;
  /** How it was read: `ndjson`, `csv`, …; null where it was not. */
  readonly format: string | null;
  readonly entries: number;
  /** Why it was not read, a sentence without a full stop. */
  readonly why: string | null;
}

/** Logs after grouping: everything else of them stays on disk until they are written or discarded. */
export interface GroupedLogs {
  readonly files: readonly LogFile[];
  readonly window: UsageWindow | null;
  readonly seen: UsageWindow | null;
  /** All that count as use. */
  readonly queries: number;
  /** Of these, those that were counted by relation before the log was written. */
  readonly countedQueries: number;
  readonly leftOut: SnapshotHeader["leftOut"];
  /** The most frequent first; they may be read several times. */
  readonly statements: () => AsyncIterable<LoggedStatement>;
  /** Relations that were counted before the log was written, by name. */
  readonly relations: readonly (readonly string[])[];
  /** Puts together who ran what with what it reads, and writes the snapshot. */
  readonly write: (reading: LogReading, output: string) => Promise<void>;
  /** Deletes what is on disk. */
  readonly discard: () => Promise<void>;
}

/** What was found out of grouped logs. `header` without what the grouping knows already. */
export interface LogReading {
  /** Those that touch the project, as they are found out. */
  readonly statements: AsyncIterable<ReadLoggedStatement>;
  /** By name joined with dots, as `GroupedLogs.relations` gives them. */
  readonly relations: ReadonlyMap<string, UniqueId>;
  /** Both are asked for once all statements were taken. */
  readonly parsedShare: () => number;
  readonly computedShare: () => number;
  readonly window: UsageWindow | null;
  readonly names: LogNames;
}
