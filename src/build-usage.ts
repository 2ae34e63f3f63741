import type { Side } from "./core/manifest/artifacts.ts";
import type { LogNames } from "./core/usage/places/log-names.ts";
import type { StatedEnvironment } from "./core/usage/places/stated-places.ts";
import type { UsageWindow } from "./core/usage/snapshot.ts";
import type { SqlEngine } from "./ports.ts";
import { LogStatements } from "./read-log.ts";
import type { GroupedLogs, LogRequest, UsageSource } from "./usage-ports.ts";

/** What a snapshot is built from. */
export interface BuildRequest extends LogRequest {
  /** Names of the log are matched to this project, which should be the one in production. */
  readonly side: Side;
  /** The window that somebody stated; null to take what files state. */
  readonly window: UsageWindow | null;
  /** Where the log has what the manifest has elsewhere, as somebody states it. */
  readonly environments: readonly StatedEnvironment[];
  readonly output: string;
}

/** What came of building a snapshot. */
export interface BuiltUsage extends Pick<GroupedLogs, "files" | "seen" | "queries" | "leftOut"> {
  readonly window: UsageWindow | null;
  readonly names: LogNames;
  readonly parsedShare: number;
  /** Objects of the project that were read. */
  readonly objects: number;
}

/** Turns query logs into a snapshot. Throws `UsageError` where no log can be read. */
export async function buildUsage(
  request: BuildRequest,
  ports: { readonly usage: UsageSource; readonly sql: SqlEngine },
): Promise<BuiltUsage> {
  const grouped = await ports.usage.groupLogs(request);
  try {
    const { side, environments } = request;
    const log = await LogStatements.of({ side, log: grouped, environments }, ports.sql);
    const relations = new Map(
      grouped.relations.flatMap((relation) => {
        const id = log.idOf(relation);
        return id === null ? [] : [[relation.join("."), id] as const];
      }),
    );
    const { files, seen, queries, leftOut, countedQueries } = grouped;
    const parsedShare = () => (queries === 0 ? 1 : (log.understood + countedQueries) / queries);
    const computedShare = () => (queries === 0 ? 1 : log.computed / queries);
    const window = request.window ?? grouped.window;
    const { names } = log;
    await grouped.write(
      { statements: log.read(), relations, parsedShare, computedShare, window, names },
      request.output,
    );
    const objects = new Set([...log.objects, ...relations.values()]).size;
    return { files, seen, queries, leftOut, window, names, parsedShare: parsedShare(), objects };
  } finally {
    await grouped.discard();
  }
}
