import type { UsageSource } from "../../usage-ports.ts";
import type { Database } from "./database.ts";

/** Query logs and snapshots by DuckDB. It is loaded when it is first needed, and so is what asks it. */
export function usageSource(): UsageSource {
  let open: Database | null = null;
  return {
    groupLogs: async (request) => {
      const { groupLogs } = await import("./group-logs.ts");
      return await groupLogs(request, (database) => {
        open = database;
      });
    },
    readSnapshots: async (...request) => await (await import("./read-snapshot.ts")).readSnapshots(...request),
    isSnapshot: async (file) => await (await import("./read-snapshot.ts")).isSnapshot(file),
    progress: () => open?.progress() ?? null,
  };
}
