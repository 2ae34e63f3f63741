import type { Finding } from "../../core/report.ts";
import { codeSpan } from "../escape.ts";
import { hitBy, mustLook, ownerNames } from "../finding-facts.ts";
import { countOf, labelOf, listOf } from "../names.ts";
import { markdownSentence } from "../sentence.ts";

/** Rows of the table; people do not read further. */
export const MAX_ROWS = 5;

/** The table of what somebody must look at, in at most `rows` rows. Empty when there is nothing. */
export function mustLookTable(findings: readonly Finding[], rows: number, projectOf?: ProjectOf): string {
  const wanted = mustLook(findings);
  const shown = wanted.slice(0, rows);
  if (shown.length === 0) return "";
  const columns = COLUMNS.filter(({ isShown }) => isShown(shown, projectOf));
  const lines = [
    row(columns.map(({ heading }) => heading)),
    row(columns.map(() => "---")),
    ...shown.map((finding) => row(columns.map(({ cell }) => cell(finding, projectOf)))),
  ];
  const more = wanted.length - shown.length;
  return more === 0
    ? lines.join("\n")
    : `${lines.join("\n")}\n\n${countOf(more, "more finding")} to look at below.`;
}

/** The project of a finding, where there are several. */
export type ProjectOf = (finding: Finding) => string;

interface Column {
  readonly heading: string;
  readonly isShown: (shown: readonly Finding[], projectOf: ProjectOf | undefined) => boolean;
  readonly cell: (finding: Finding, projectOf: ProjectOf | undefined) => string;
}

const always = () => true;

const COLUMNS: readonly Column[] = [
  { heading: "", isShown: always, cell: ({ severity }) => severity },
  {
    heading: "Project",
    isShown: (_shown, projectOf) => projectOf !== undefined,
    cell: (finding, projectOf) => shortCode(projectOf?.(finding) ?? ""),
  },
  { heading: "What changed", isShown: always, cell: ({ title }) => markdownSentence(title, 120) },
  {
    heading: "Who is hit",
    isShown: always,
    cell: (finding) => listOf(hitBy(finding), 2, shortLabel) || "-",
  },
  {
    heading: "Owner",
    isShown: (shown) => shown.some(({ owners }) => owners.length > 0),
    cell: ({ owners }) => listOf(ownerNames(owners), 1, shortCode) || "-",
  },
  { heading: "Id", isShown: always, cell: ({ id }) => id },
];

function shortLabel(uniqueId: string): string {
  return markdownSentence(labelOf(uniqueId), 60);
}

function shortCode(name: string): string {
  return codeSpan(name, 30);
}

function row(values: readonly string[]): string {
  return `| ${values.join(" | ")} |`;
}
