import { tierOf, weigh } from "../../core/impact/weight.ts";
import type { ColumnReference } from "../../core/lineage/column-reference.ts";
import type { Lineage, LineageNode } from "../../core/lineage/lineage.ts";
import type { Node, Project } from "../../core/manifest/project.ts";
import { ownersOf } from "../../core/metadata/owners.ts";
import type { Finding } from "../../core/report.ts";
import type { ProjectUse } from "../../core/usage/project-use.ts";
import { metricWords } from "../../core/usage/metric-use.ts";
import { useWords } from "../../core/usage/use-words.ts";
import { codeSpan } from "../escape.ts";
import { openFindings, ownerNames } from "../finding-facts.ts";
import { usedIn } from "../impact-use.ts";
import { countOf, countOfType, firstOf, isTest, labelOf, listOf } from "../names.ts";
import { markdownSentence, sentencesOf } from "../sentence.ts";

const MAX_ROWS = 20;
const MAX_REFERENCES = 15;

/** What is asked about. */
interface ImpactQuestion {
  /** The project as it is in head; in base for an object that is gone. */
  readonly project: Project;
  readonly node: Node;
  readonly isGone: boolean;
  /** Downstream of the object, or of its column. */
  readonly lineage: Lineage;
  readonly column: { readonly name: string; readonly references: readonly ColumnReference[] } | null;
  readonly findings: readonly Finding[];
  /** What query logs say; see `noUse`. */
  readonly use: ProjectUse;
}

/** What depends on an object, weighed as the review weighs it, what matters most first. */
export function renderImpactReply(question: ImpactQuestion): string {
  const { isGone, column, use } = question;
  const gone = isGone ? ["It is gone in this pull request; this is what depended on it."] : [];
  const log = use.log !== null ? [] : ["Weighed without a query log: how much each is used is not known."];
  return [
    ...downstreamOf(question),
    ...ownUse(question),
    ...gone,
    ...(column === null ? [] : columnParts(column)),
    ...findingParts(question),
    ...log,
  ].join("\n\n");
}

/** How much what is asked about is used itself. */
function ownUse({ node, column, project, use }: ImpactQuestion): readonly string[] {
  if (use.log === null) return [];
  if (node.resourceType === "metric") return [`Use: ${sentencesOf(metricWords(node, use, project))}`];
  const found = use.of(node.uniqueId, column?.name);
  return found === null
    ? []
    : [`Use: ${sentencesOf([useWords(found, use.log.header).replaceAll("`", "'")])}`];
}

function downstreamOf(question: ImpactQuestion): readonly string[] {
  const { project, node, column, lineage } = question;
  const { nodes, untraced } = lineage;
  const tests = nodes.filter(({ resourceType }) => isTest(resourceType)).length;
  const rows = nodes
    .flatMap((reached) => {
      const known = project.nodes[reached.uniqueId];
      return known === undefined || isTest(reached.resourceType) ? [] : [rowOf(known, reached, question)];
    })
    .sort((left, right) => right.priority - left.priority);
  const { shown, more } = firstOf(rows, MAX_ROWS);
  const tested = tests === 0 ? "no test" : countOfType(tests, "test");
  const of = column === null ? "" : `, column ${codeSpan(column.name)}`;
  const found = `${countOf(rows.length, "object")} downstream`;
  const lead = `${markdownSentence(labelOf(node.uniqueId))}${of}: ${found}, ${tested}.`;
  const lines = shown.map(({ line }) => line);
  if (more > 0) lines.push(`- and ${more} more`);
  const lost = untraced.map(
    ({ uniqueId, why }) => `- not followed: ${codeSpan(uniqueId)}, ${markdownSentence(why)}`,
  );
  const list = [...lines, ...firstOf(lost, 3).shown].join("\n");
  return list === "" ? [lead] : [lead, list];
}

function rowOf(node: Node, { distance, columns }: LineageNode, { project, use }: ImpactQuestion) {
  const { priority } = weigh(node, { use: use.rank(node.uniqueId) });
  const owners = listOf(ownerNames(ownersOf(node, project)), 2, asCode);
  const facts = [
    tierOf(priority),
    markdownSentence(labelOf(node.uniqueId)),
    ...(columns === null ? [] : [listOf(columns, 3, asCode)]),
    countOf(distance, "step"),
    ...usedIn(node.uniqueId, use.of(node.uniqueId)),
    ...(owners === "" ? [] : [`owner ${owners}`]),
  ];
  return { priority, line: `- ${facts.join(" · ")}` };
}

/** What names a column outside SQL. */
function columnParts({ name, references }: NonNullable<ImpactQuestion["column"]>): readonly string[] {
  const { shown, more } = firstOf(references, MAX_REFERENCES);
  const lines = shown.map(
    ({ kind, uniqueId, text }) =>
      `- ${kind.replaceAll("_", " ")} ${codeSpan(text)} · ${markdownSentence(labelOf(uniqueId))}`,
  );
  if (lines.length === 0) return [`Nothing outside SQL names ${codeSpan(name)}.`];
  if (more > 0) lines.push(`- and ${more} more`);
  return [`${codeSpan(name)} is named outside SQL by:`, lines.join("\n")];
}

function findingParts({ node, findings }: ImpactQuestion): readonly string[] {
  const about = openFindings(findings).filter(
    ({ subject, affected }) => subject.uniqueId === node.uniqueId || affected.includes(node.uniqueId),
  );
  if (about.length === 0) return [];
  const ids = listOf(
    about.map(({ id }) => id),
    8,
  );
  return [`Findings of this pull request on it: ${ids}.`];
}

function asCode(name: string): string {
  return codeSpan(name);
}
