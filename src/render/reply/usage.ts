import type { Node } from "../../core/manifest/project.ts";
import { namesWords } from "../../core/usage/places/log-names.ts";
import type { ProjectUse } from "../../core/usage/project-use.ts";
import { useWords } from "../../core/usage/use-words.ts";
import type { Use } from "../../core/usage/usage-log.ts";
import { codeSpan } from "../escape.ts";
import { listOf, nameOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

const MAX_DASHBOARDS = 10;
const MAX_COLUMNS = 15;

/** What is asked about. */
interface UsageQuestion {
  readonly node: Node;
  readonly column: string | null;
  readonly use: ProjectUse;
}

/** Who queries an object or a column, from the query log. People are named only where the configuration allows names. */
export function renderUsageReply({ node, column, use }: UsageQuestion): string {
  const name = codeSpan(column === null ? nameOf(node.uniqueId) : `${nameOf(node.uniqueId)}.${column}`);
  if (use.log === null)
    return `No query log given: who queries ${name} is not known. That does not mean that nobody does.`;
  const found = use.of(node.uniqueId, column ?? undefined);
  const { parsedShare, names } = use.log.header;
  const read = namesWords(names);
  const share = `${Math.floor(parsedShare * 100)} % of the log could be read.${read === null ? "" : ` ${plain(read)}`}`;
  if (found === null) return `${noneWords(name, { node, column, use })} ${share}`;
  const parts = [`${name}: ${plain(useWords(found, use.log.header))}. ${share}`];
  if (found.dashboards.length > 0)
    parts.push(
      `Dashboards: ${listOf(
        found.dashboards.map(({ name }) => name),
        MAX_DASHBOARDS,
        code,
      )}.`,
    );
  if (found.names.length > 0) parts.push(`People: ${listOf(found.names, MAX_DASHBOARDS, code)}.`);
  const columns = column === null ? columnsOf(use, found) : [];
  if (columns.length > 0) parts.push(`Columns, most queried first: ${listOf(columns, MAX_COLUMNS, code)}.`);
  return parts.join("\n\n");
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
