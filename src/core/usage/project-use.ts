import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Report } from "../report.ts";
import type { UsageLog, Use } from "./usage-log.ts";
import { daysIn } from "./window.ts";

/** Days that a log must cover before no query in it means that nobody uses a thing: quarters end every 91 days. */
const DAYS_FOR_UNUSED = 90;

/** The share of a log that must have been understood before what it does not show counts as not there. */
const SHARE_FOR_UNUSED = 0.9;

/** What query logs say of the objects of a review. */
export interface ProjectUse {
  /** Null where no log was given: that is not the same as unused. */
  readonly log: UsageLog | null;
  /** The use of an object, or of one of its columns by name; null where the log shows none or there is no log. */
  readonly of: (id: UniqueId, column?: string) => Use | null;
  /** Whether a log that covers 90 days or more shows no query of it, a star included. Never of what no query names, as metrics. */
  readonly isUnused: (id: UniqueId, column?: string) => boolean;
  /** How much an object is used beside others of its kind, 0 to 1; null where nobody knows. */
  readonly rank: (id: UniqueId) => number | null;
}

/** Where there is no log. */
export const noUse: ProjectUse = {
  log: null,
  of: () => null,
  isUnused: () => false,
  rank: () => null,
};

/**
 * What a log says of a project. `renamed`: the id of head for each id of base that has another one, so that an object
 * is found by either.
 */
export function projectUse(
  log: UsageLog | null,
  project: Project,
  renamed: ReadonlyMap<UniqueId, UniqueId>,
): ProjectUse {
  if (log === null) return noUse;
  const uses = new Map<string, Use>();
  for (const use of log.uses) {
    uses.set(keyOf(use.uniqueId, use.column), use);
    const now = renamed.get(use.uniqueId);
    if (now !== undefined) uses.set(keyOf(now, use.column), use);
  }
  const of: ProjectUse["of"] = (id, column) => uses.get(keyOf(id, column?.toLowerCase() ?? null)) ?? null;
  const ranks = ranksOf(log, project);
  const { window, parsedShare, names } = log.header;
  const isWhole = names.provesAbsence && parsedShare >= SHARE_FOR_UNUSED;
  const canTell = window !== null && daysIn(window) >= DAYS_FOR_UNUSED && isWhole;
  return {
    log,
    of,
    isUnused: (id, column) =>
      canTell && isQueried(id) && of(id, column) === null && (column === undefined || of(id, "*") === null),
    rank: (id) =>
      ranks.get(of(id)?.uniqueId ?? id) ??
      (window === null || !names.provesAbsence || !isQueried(id) ? null : 0),
  };
}

/** What has a relation that a query can name. Of a metric only the queries that compute it are known, never that there are none. */
function isQueried(id: UniqueId): boolean {
  return /^(?:model|seed|snapshot|source)\./u.test(id);
}

function keyOf(id: UniqueId, column: string | null): string {
  return column === null ? id : `${id}\n${column}`;
}

/** By id, the share of the used objects of the same kind that are used less or equally much. */
function ranksOf({ uses }: UsageLog, project: Project): ReadonlyMap<UniqueId, number> {
  const byKind = new Map<string, { readonly id: UniqueId; readonly much: number }[]>();
  for (const use of uses) {
    if (use.column !== null) continue;
    const kind = project.nodes[use.uniqueId]?.resourceType ?? "model";
    const found = { id: use.uniqueId, much: muchOf(use) };
    byKind.set(kind, [...(byKind.get(kind) ?? []), found]);
  }
  const ranks = new Map<UniqueId, number>();
  for (const objects of byKind.values()) {
    const sorted = objects.map(({ much }) => much).sort((left, right) => left - right);
    for (const { id, much } of objects) ranks.set(id, (lastAt(sorted, much) + 1) / sorted.length);
  }
  return ranks;
}

/** How much 30 days of use weigh: `ln(1 + queries) · (1 + ln(1 + people))`, the older queries counting less. */
function muchOf({ recentQueries, recentPeople }: Use): number {
  return Math.log(1 + recentQueries) * (1 + Math.log(1 + recentPeople));
}

/** The last place of a number in a sorted list that holds it. */
function lastAt(sorted: readonly number[], wanted: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A use as the report has it. */
export function reportUse(use: Use | null): Report["impact"][number]["usage"] {
  if (use === null) return null;
  const { queries, people, teams, tools, dashboards, lastUsedAt, evidence } = use;
  return {
    queries,
    people,
    ...(teams.length > 0 && { teams: teams.map((team) => ({ ...team })) }),
    tools: tools.map((tool) => ({ ...tool })),
    dashboards: [...new Set(dashboards.map(({ name }) => name))],
    lastUsedAt,
    evidence,
  };
}
