import type { Node, Project } from "../../core/manifest/project.ts";
import { handmadeMetrics, metricWords } from "../../core/usage/metric-use.ts";
import { namesWords } from "../../core/usage/places/log-names.ts";
import type { ProjectUse } from "../../core/usage/project-use.ts";
import type { SnapshotHeader } from "../../core/usage/snapshot.ts";
import { useWords } from "../../core/usage/use-words.ts";
import type { Use } from "../../core/usage/usage-log.ts";
import { codeSpan } from "../escape.ts";
import { listOf, nameOf } from "../names.ts";
import { markdownSentence, sentencesOf } from "../sentence.ts";

const MAX_DASHBOARDS = 10;
const MAX_COLUMNS = 15;

/** What is asked about. */
interface UsageQuestion {
  /** The project that the log was matched to. */
  readonly project: Project;
  readonly node: Node;
  readonly column: string | null;
  readonly use: ProjectUse;
}

/** Who queries an object or a column, from the query log. People are named only where the configuration allows names. */
export function renderUsageReply(question: UsageQuestion): string {
  const { node, column, use, project } = question;
  const name = codeSpan(column === null ? nameOf(node.uniqueId) : `${nameOf(node.uniqueId)}.${column}`);
  if (use.log === null)
    return `No query log given: who queries ${name} is not known. That does not mean that nobody does.`;
  const found = use.of(node.uniqueId, column ?? undefined);
  const share = shareWords(use.log.header);
  if (node.resourceType === "metric")
    return [`${name}: ${sentencesOf(metricWords(node, use, project))} ${share}`, ...whoWords(found)].join(
      "\n\n",
    );
  if (found === null) return `${noneWords(name, question)} ${share}`;
  const parts = [`${name}: ${plain(useWords(found, use.log.header))}. ${share}`, ...whoWords(found)];
  const columns = column === null ? columnsOf(use, found) : [];
  if (columns.length > 0) parts.push(`Columns, most queried first: ${listOf(columns, MAX_COLUMNS, code)}.`);
  const handmade = column === null ? handmadeMetrics(node.uniqueId, use, project) : [];
  if (handmade.length > 0) parts.push(`Metrics that queries compute: ${sentencesOf(handmade)}`);
  return parts.join("\n\n");
}

/** How much of the log is known, and how its names were read. */
function shareWords({ parsedShare, names }: SnapshotHeader): string {
  const read = namesWords(names);
  return `${Math.floor(parsedShare * 100)} % of the log could be read.${read === null ? "" : ` ${plain(read)}`}`;
}

/** Dashboards, and people where they may be named. */
function whoWords(found: Use | null): readonly string[] {
  if (found === null) return [];
  const boards = found.dashboards.map(({ name }) => name);
  return [
    ...(boards.length === 0 ? [] : [`Dashboards: ${listOf(boards, MAX_DASHBOARDS, code)}.`]),
    ...(found.names.length === 0 ? [] : [`People: ${listOf(found.names, MAX_DASHBOARDS, code)}.`]),
  ];
}

function noneWords(name: string, { node, column, use }: UsageQuestion): string {
  const starred = column === null ? null : use.of(node.uniqueId, "*");
  const star = starred === null ? "" : ` ${starred.queries} queries take all columns with a star.`;
  if (use.isUnused(node.uniqueId, column ?? undefined))
    return `No query of ${name} in a log of 90 days or more.`;
  return `The log shows no query of ${name}, which does not mean that nobody uses it.${star}`;
}

function columnsOf({ log }: ProjectUse, { uniqueId }: Use): readonly string[] {
  const columns = (log?.uses ?? []).filter(
    (use) => use.uniqueId === uniqueId && use.column !== null && use.column !== "*",
  );
  return columns.sort((left, right) => right.queries - left.queries).map((use) => use.column ?? "");
}

/** Names of dashboards are a stranger's text. */
function plain(words: string): string {
  return markdownSentence(words.replaceAll("`", "'"));
}

function code(name: string): string {
  return codeSpan(name);
}
