import { namesWords } from "../core/usage/places/log-names.ts";
import type { ProjectUse } from "../core/usage/project-use.ts";
import type { ShadowMetric } from "../core/usage/shadow-metrics.ts";
import { useCount, useWords } from "../core/usage/use-words.ts";
import type { SnapshotHeader } from "../core/usage/snapshot.ts";
import type { TeamCount, Use } from "../core/usage/usage-log.ts";
import { LIMITS, plainText } from "./escape.ts";
import { countOf, plainName } from "./names.ts";

const MAX_COLUMNS = 25;
const MAX_QUERIES = 10;

/** What is shown of one object. */
interface ShownUse {
  readonly uniqueId: string;
  readonly column: string | null;
  readonly use: ProjectUse;
  readonly shadows: readonly ShadowMetric[];
}

/** Who queries an object or a column: counts, tools, dashboards, columns, the most frequent queries, metrics made by hand. */
export function renderUsageText(shown: ShownUse): string {
  const { uniqueId, column, use } = shown;
  const name = `${plainName(uniqueId)}${column === null ? "" : `.${column}`}`;
  const found = use.of(uniqueId, column ?? undefined);
  const header = use.log?.header ?? null;
  const words = found === null ? noneWords(shown) : useWords(found, header);
  const whole = [
    ...block("Columns", columnLines(shown)),
    ...block("Metrics that queries compute by hand", shown.shadows.map(shadowLine)),
  ];
  const lines = [
    plainText(`${name}: ${words}`, LIMITS.prose),
    ...(header === null ? [""] : logLines(header)),
    ...(found === null ? [] : whoLines(found)),
    ...(column === null ? whole : []),
    ...block("Most frequent queries", queryLines(shown)),
  ];
  return `${lines.join("\n")}\n`;
}

/** How much of the log is known, and how its names were read. */
function logLines({ parsedShare, names }: SnapshotHeader): readonly string[] {
  const read = namesWords(names);
  const share = `${Math.floor(parsedShare * 100)} % of the log could be read.`;
  return read === null ? [share] : [share, plainText(read, LIMITS.prose)];
}

function whoLines({ dashboards, teams, names }: Use): readonly string[] {
  return [
    ...block(
      "Dashboards",
      dashboards.map(({ name, tool }) => (tool === null ? name : `${tool}: ${name}`)),
    ),
    ...block("Teams", teams.map(teamLine)),
    ...block("People", names),
  ];
}

function noneWords({ uniqueId, column, use }: ShownUse): string {
  if (use.isUnused(uniqueId, column ?? undefined)) return "no query in a log of 90 days or more";
  const starred = column === null ? null : use.of(uniqueId, "*");
  const star =
    starred === null ? "" : `; ${countOf(starred.queries, "query", "queries")} take all columns with a star`;
  return `the log shows no query that names it, which does not mean that nobody uses it${star}`;
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : ["", `${title}:`, ...lines.map((line) => `  ${plainText(line, LIMITS.prose)}`)];
}

function columnLines({ uniqueId, use }: ShownUse): readonly string[] {
  const columns = (use.log?.uses ?? []).filter((one) => one.uniqueId === uniqueId && one.column !== null);
  return columns
    .sort((left, right) => right.queries - left.queries)
    .slice(0, MAX_COLUMNS)
    .map((one) => `${nameOfColumn(one)}  ${useCount(one, null)}`);
}

function teamLine({ name, people }: TeamCount): string {
  return `${name}: ${countOf(people, "person", "people")}`;
}

function nameOfColumn({ column }: Use): string {
  return column === "*" ? "all, by a star" : (column ?? "");
}

function shadowLine({ name, expression, queries, isFiltered }: ShadowMetric): string {
  const filter = isFiltered ? ", whose filters were not compared" : "";
  return `${name} as ${expression} in ${countOf(queries, "query", "queries")}${filter}`;
}

function queryLines({ uniqueId, column, use }: ShownUse): readonly string[] {
  const named = (use.log?.queries ?? []).filter(({ reads }) =>
    reads.some(
      (read) =>
        read.uniqueId === uniqueId && (column === null || read.columns.includes(column.toLowerCase())),
    ),
  );
  return named.slice(0, MAX_QUERIES).map(({ queries, people, text }) => {
    const by = people === 0 ? "" : ` by ${countOf(people, "person", "people")}`;
    return `${countOf(queries, "query", "queries")}${by}: ${text}`;
  });
}
