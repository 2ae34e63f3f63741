import type { Impact, Report } from "../../core/report.ts";
import { codeBlock, codeSpan } from "../escape.ts";
import { ownerNames } from "../finding-facts.ts";
import { impactByType, type ImpactGroup, type ImpactRow } from "../impact-groups.ts";
import { usedIn } from "../impact-use.ts";
import { drawLineage } from "../mermaid.ts";
import { countOf, countOfType, firstOf, headingOfType, isTest, listOf, nameOf } from "../names.ts";
import type { Section } from "../truncate.ts";

const MAX_PER_TYPE = 12;
const MAX_TESTS = 5;
const MAX_COLUMNS = 4;

/** What is downstream: the diagram, then names by kind, the hit ones first. Empty when nothing is. */
export function downstreamSections(report: Report): readonly Section[] {
  const groups = impactByType(report);
  if (groups.length === 0) return [];
  const counts = groups.map((group) => countOfType(group.rows.length, group.resourceType));
  return [
    {
      summary: `Downstream: ${counts.join(", ")}`,
      intro: diagram(report),
      entries: groups.map(renderGroup),
      noun: "group",
    },
  ];
}

function diagram(report: Report): string {
  const drawn = drawLineage(report);
  if (drawn === null) return "";
  const block = codeBlock(drawn.source, "mermaid");
  return drawn.cut === 0 ? block : `${block}\n\n${countOf(drawn.cut, "more object")} not drawn.`;
}

function renderGroup(group: ImpactGroup): string {
  if (isTest(group.resourceType)) {
    const ids = group.rows.map(({ impact }) => impact.uniqueId);
    return `- ${headingOfType(group.resourceType)} (${group.rows.length}): ${listOf(ids, MAX_TESTS, codeName)}`;
  }
  const { shown, more } = firstOf(group.rows, MAX_PER_TYPE);
  const lines = [`- ${headingOfType(group.resourceType)} (${group.rows.length})`];
  for (const row of shown) lines.push(`  - ${renderRow(row)}`);
  if (more > 0) lines.push(`  - and ${countOfType(more, group.resourceType).replace(" ", " more ")}`);
  return lines.join("\n");
}

/** The columns that are hit; what has no columns of its own says nothing. */
function usedColumns({ reach, columns }: Impact): readonly string[] {
  if (reach === "rows") return ["rows"];
  if (reach !== "column" || columns === null || columns.length === 0) return [];
  return [
    `${columns.length === 1 ? "column" : "columns"} ${listOf(columns, MAX_COLUMNS, (name) => codeSpan(name))}`,
  ];
}

function codeName(uniqueId: string): string {
  return codeSpan(nameOf(uniqueId));
}

function renderRow({ impact, findings }: ImpactRow): string {
  const nearest = impact.because[0];
  const from = nearest === undefined ? "" : ` from ${codeSpan(nameOf(nearest.uniqueId))}`;
  const owners = ownerNames(impact.owners).map((name) => codeSpan(name));
  return [
    codeSpan(nameOf(impact.uniqueId)),
    ...(findings.length > 0 ? [`(${listOf(findings, 3)})`] : []),
    ...usedColumns(impact),
    `${countOf(impact.distance, "step")}${from}`,
    ...usedIn(impact.uniqueId, impact.usage),
    ...(owners.length > 0 ? [`owner ${listOf(owners, 2)}`] : []),
  ]
    .join(" · ")
    .replace(" · (", " (");
}
