import { namesWords } from "../core/usage/places/log-names.ts";
import type { ProjectUse } from "../core/usage/project-use.ts";
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
  /** Of a metric, how queries compute it; null for all else. */
  readonly metric: readonly string[] | null;
  /** How queries compute metrics over the object by hand. */
  readonly handmade: readonly string[];
}

/** Who queries an object or a column, or computes a metric: counts, tools, dashboards, columns, the most frequent queries. */
export function renderUsageText(shown: ShownUse): string {
  const lines = [
    ...leadLines(shown),
    ...whoLines(shown),
    ...(shown.column === null && shown.metric === null ? partLines(shown) : []),
    ...block("Most frequent queries", queryLines(shown)),
  ];
  return `${lines.join("\n")}\n`;
}

function leadLines(shown: ShownUse): readonly string[] {
  const { uniqueId, column, use, metric } = shown;
  const name = `${plainName(uniqueId)}${column === null ? "" : `.${column}`}`;
  const found = use.of(uniqueId, column ?? undefined);
  const header = use.log?.header ?? null;
  const words = metric ?? [found === null ? noneWords(shown) : useWords(found, header)];
  const [lead = "", ...more] = words.map(withoutMarks);
  return [
    plainText(`${name}: ${lead}`, LIMITS.prose),
    ...more.map((line) => `  ${plainText(line, LIMITS.prose)}`),
    ...(header === null ? [""] : logLines(header)),
  ];
}

/** How much of the log is known, and how its names were read. */
function logLines({ parsedShare, names }: SnapshotHeader): readonly string[] {
  const read = namesWords(names);
  const share = `${Math.floor(parsedShare * 100)} % of the log could be read.`;
  return read === null ? [share] : [share, plainText(read, LIMITS.prose)];
}

function whoLines({ uniqueId, column, use }: ShownUse): readonly string[] {
  const found = use.of(uniqueId, column ?? undefined);
  if (found === null) return [];
  const boards = found.dashboards.map(({ name, tool }) => (tool === null ? name : `${tool}: ${name}`));
  return [
    ...block("Dashboards", boards),
    ...block("Teams", found.teams.map(teamLine)),
    ...block("People", found.names),
  ];
}

function partLines(shown: ShownUse): readonly string[] {
  return [
    ...block("Columns", columnLines(shown)),
    ...block("Metrics that queries compute", shown.handmade.map(withoutMarks)),
  ];
}

/** A line of text marks no names. */
function withoutMarks(words: string): string {
  return words.replaceAll("`", "");
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

function queryLines({ uniqueId, column, use }: ShownUse): readonly string[] {
  const named = (use.log?.queries ?? []).filter(
    ({ reads, metrics }) =>
      metrics.includes(uniqueId) ||
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
