import type { UsageSource } from "../../src/usage-ports.ts";

/** A source of usage that must not be asked: for reviews without a query log. */
export const noUsage: UsageSource = {
  groupLogs: () => Promise.reject(new Error("no log is to be read")),
  readSnapshots: () => Promise.reject(new Error("no snapshot is to be read")),
  isSnapshot: () => Promise.reject(new Error("no file is to be looked at")),
  progress: () => null,
};
