import type { SnapshotHeader } from "../../src/core/usage/snapshot.ts";
import type { UsageLog, Use } from "../../src/core/usage/usage-log.ts";

/** A use of one object; what is not said is nothing. */
export function useWith(use: Partial<Use> & Pick<Use, "uniqueId">): Use {
  return {
    column: null,
    queries: 1,
    starQueries: 0,
    people: 1,
    teams: [],
    names: [],
    tools: [],
    dashboards: [],
    lastUsedAt: null,
    evidence: "parsed",
    recentQueries: 0,
    recentPeople: 0,
    ...use,
  };
}

/** A log of 92 days that could be read as a whole. */
export function logWith(uses: readonly Use[], header: Partial<SnapshotHeader> = {}): UsageLog {
  return {
    header: {
      window: { from: "2026-03-01", to: "2026-06-01" },
      seen: null,
      queries: 100,
      parsedShare: 1,
      computedShare: 1,
      names: { places: [], unmatched: 0, provesAbsence: true },
      leftOut: {},
      sources: ["log.ndjson"],
      ...header,
    },
    uses,
    queries: [],
  };
}
