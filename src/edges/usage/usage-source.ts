import type { UsageSource } from "../../usage-ports.ts";
import type { Database } from "./database.ts";
import { groupLogs } from "./group-logs.ts";
import { isSnapshot, readSnapshots } from "./read-snapshot.ts";

/** Query logs and snapshots by DuckDB, which is loaded when it is first needed. */
export function usageSource(): UsageSource {
  let open: Database | null = null;
  return {
    groupLogs: async (request) =>
      await groupLogs(request, (database) => {
        open = database;
      }),
    readSnapshots,
    isSnapshot,
    progress: () => open?.progress() ?? null,
  };
}
