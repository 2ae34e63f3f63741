import { LEFT_OUT, type LeftOut } from "./left-out.ts";
import { joinNames } from "./places/log-names.ts";
import type { LoggedQuery, SnapshotHeader } from "./snapshot.ts";
import type { UsageEvidence } from "./tally.ts";
import { joinWindows, spanOf } from "./window.ts";

/** A dashboard, notebook or report, as its tool names it. */
export interface Dashboard {
  readonly name: string;
  readonly tool: string | null;
}

/** How many people of one team. */
export interface TeamCount {
  readonly name: string;
  readonly people: number;
}

/** Use of one object, or of one of its columns, over the whole log. */
export interface Use {
  readonly uniqueId: string;
  /** In lower case; null for the object as a whole. Of a metric it is a `MetricHow`; as a whole is where it is used. */
  readonly column: string | null;
  readonly queries: number;
  /** Of these, how many read the column through a star alone. */
  readonly starQueries: number;
  readonly people: number;
  /** Of which teams they are, where `privacy` allows teams; those of no team stand nowhere. */
  readonly teams: readonly TeamCount[];
  /** Who they are, where `privacy` allows names; else empty. */
  readonly names: readonly string[];
  readonly tools: readonly { readonly name: string; readonly queries: number }[];
  /** The most frequent ones. */
  readonly dashboards: readonly Dashboard[];
  readonly lastUsedAt: string | null;
  readonly evidence: UsageEvidence;
  /** Queries of the last 30 days of the log, each counting half as much for every 14 days that it lies back. */
  readonly recentQueries: number;
  /** People of the last 30 days. */
  readonly recentPeople: number;
}

/** What logs say, put together. */
export interface UsageLog {
  readonly header: SnapshotHeader;
  readonly uses: readonly Use[];
  /** The most frequent queries of the objects that were asked about, most frequent first. */
  readonly queries: readonly LoggedQuery[];
}

/**
 * What several logs say, put together. People of several logs cannot be told to be the same: the largest number that one
 * log has is taken.
 */
export function joinLogs(logs: readonly UsageLog[]): UsageLog {
  const [only, ...others] = logs;
  if (only !== undefined && others.length === 0) return only;
  const uses = new Map<string, Use>();
  for (const use of logs.flatMap((log) => log.uses)) {
    const key = `${use.uniqueId}\n${use.column ?? ""}`;
    const known = uses.get(key);
    uses.set(key, known === undefined ? use : joinUses(known, use));
  }
  return {
    header: joinHeaders(logs.map(({ header }) => header)),
    uses: [...uses.values()],
    queries: logs.flatMap(({ queries }) => queries).sort((left, right) => right.queries - left.queries),
  };
}

function joinUses(left: Use, right: Use): Use {
  const tools = new Map(left.tools.map(({ name, queries }) => [name, queries]));
  for (const { name, queries } of right.tools) tools.set(name, (tools.get(name) ?? 0) + queries);
  const last = [left.lastUsedAt, right.lastUsedAt].flatMap((at) => at ?? []).sort();
  return {
    ...left,
    queries: left.queries + right.queries,
    starQueries: left.starQueries + right.starQueries,
    people: Math.max(left.people, right.people),
    teams: joinTeams(left.teams, right.teams),
    names: [...new Set([...left.names, ...right.names])],
    tools: [...tools].map(([name, queries]) => ({ name, queries })).sort((a, b) => b.queries - a.queries),
    dashboards: joinDashboards(left.dashboards, right.dashboards),
    lastUsedAt: last.at(-1) ?? null,
    recentQueries: left.recentQueries + right.recentQueries,
    recentPeople: Math.max(left.recentPeople, right.recentPeople),
  };
}

function joinTeams(left: readonly TeamCount[], right: readonly TeamCount[]): readonly TeamCount[] {
  const teams = new Map<string, number>();
  for (const { name, people } of [...left, ...right]) teams.set(name, Math.max(people, teams.get(name) ?? 0));
  return [...teams].map(([name, people]) => ({ name, people })).sort((a, b) => b.people - a.people);
}

function joinDashboards(left: readonly Dashboard[], right: readonly Dashboard[]): readonly Dashboard[] {
  const isKnown = ({ name, tool }: Dashboard) => left.some((one) => one.name === name && one.tool === tool);
  return [...left, ...right.filter((one) => !isKnown(one))];
}

/** What several snapshots say of themselves, put together. */
function joinHeaders(headers: readonly SnapshotHeader[]): SnapshotHeader {
  const queries = headers.reduce((sum, header) => sum + header.queries, 0);
  const share = (of: "parsedShare" | "computedShare") =>
    queries === 0 ? 1 : headers.reduce((sum, header) => sum + header.queries * header[of], 0) / queries;
  const leftOut: Partial<Record<LeftOut, number>> = {};
  for (const header of headers) {
    for (const reason of LEFT_OUT) {
      const count = header.leftOut[reason];
      if (count !== undefined) leftOut[reason] = (leftOut[reason] ?? 0) + count;
    }
  }
  return {
    window: joinWindows(headers.map(({ window }) => window)),
    seen: spanOf(headers.map(({ seen }) => seen)),
    queries,
    parsedShare: share("parsedShare"),
    computedShare: share("computedShare"),
    leftOut,
    names: joinNames(headers.map(({ names }) => names)),
    sources: headers.flatMap(({ sources }) => sources),
  };
}
