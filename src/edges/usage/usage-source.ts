import type { UsageSource } from "../../usage-ports.ts";
import { BuildProgress } from "./build-progress.ts";

/** Bytes of a Parquet file that are unpacked at once, where its row groups allow it. DuckDB may hold twice as much of them. */
const UNPACKED = 96_000_000;

/** Query logs and snapshots by DuckDB. It is loaded when it is first needed, and so is what asks it. */
export function usageSource(unpacked = UNPACKED): UsageSource {
  const progress = new BuildProgress();
  return {
    groupLogs: async (request) => {
      const { groupLogs } = await import("./group-logs.ts");
      return await groupLogs(request, { progress, unpacked });
    },
    readSnapshots: async (...request) => await (await import("./read-snapshot.ts")).readSnapshots(...request),
    isSnapshot: async (file) => await (await import("./read-snapshot.ts")).isSnapshot(file),
    progress: () => progress.share(),
  };
}
