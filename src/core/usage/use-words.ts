import type { SnapshotHeader } from "./snapshot.ts";
import type { Dashboard, TeamCount, Use } from "./usage-log.ts";
import { daysIn } from "./window.ts";

/** What is told of a use; the report's `Usage` fits too. */
type Told = Pick<Use, "queries" | "people" | "tools" | "lastUsedAt"> & {
  readonly teams?: readonly TeamCount[];
  readonly dashboards: readonly (string | Dashboard)[];
};

/** `412 queries by 23 people in 30 days`, as far as each is known. */
export function useCount(
  { queries, people }: Pick<Told, "queries" | "people">,
  header: Pick<SnapshotHeader, "window"> | null,
): string {
  const by = people === 0 ? "" : ` by ${count(people, "person", "people")}`;
  const window = header?.window ?? null;
  return `${count(queries, "query", "queries")}${by}${window === null ? "" : ` in ${count(daysIn(window), "day", "days")}`}`;
}

/** The same with who asks: `… (teams: Finance 12, others 2; Tableau and 2 more; dashboards: Weekly revenue), last on 2026-11-25`. */
export function useWords(use: Told, header: Pick<SnapshotHeader, "window"> | null): string {
  const tools = some(use.tools.map(({ name }) => name));
  const dashboards = use.dashboards.length === 0 ? "" : `dashboards: ${some(use.dashboards.map(nameOf))}`;
  const who = [teamWords(use), tools, dashboards].filter((part) => part !== "").join("; ");
  const last = use.lastUsedAt === null ? "" : `, last on ${use.lastUsedAt.slice(0, 10)}`;
  return `${useCount(use, header)}${who === "" ? "" : ` (${who})`}${last}`;
}

/** The same of an object by id: a metric is not queried, it is computed. */
export function useWordsOf(id: string, use: Told, header: Pick<SnapshotHeader, "window"> | null): string {
  return `${verbOf(id)}${useWords(use, header)}`;
}

/** `computed in ` for a metric, nothing for what queries name. */
export function verbOf(id: string): string {
  return id.startsWith("metric.") ? "computed in " : "";
}

/** People of no team are the others. */
function teamWords({ people, teams = [] }: Told): string {
  if (teams.length === 0) return "";
  const others = people - teams.reduce((sum, team) => sum + team.people, 0);
  const named = some(teams.map((team) => `${team.name} ${team.people}`));
  return `teams: ${named}${others > 0 ? `, others ${others}` : ""}`;
}

function nameOf(dashboard: string | Dashboard): string {
  return typeof dashboard === "string" ? dashboard : dashboard.name;
}

const MOST_NAMES = 3;

function some(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

function count(number: number, one: string, many: string): string {
  return `${String(number).replaceAll(/\B(?=(?:\d{3})+$)/gu, ",")} ${number === 1 ? one : many}`;
}
