import { graphOf } from "../core/lineage/graph.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import { lineageOf, type Lineage } from "../core/lineage/lineage.ts";
import type { Side } from "../core/manifest/artifacts.ts";
import type { Node } from "../core/manifest/project.ts";
import { nearestNames } from "../core/nearest.ts";
import { codeSpan } from "../render/escape.ts";
import { listOf, nameOf } from "../render/names.ts";
import { renderImpactReply } from "../render/reply/impact.ts";
import { nodeArgument } from "./arguments.ts";
import { defineCommand, type CommandContext } from "./command.ts";
import { useIn } from "../core/pull/use-in.ts";
import { namedNode, type FoundNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";

/** What depends on any object of the project, changed or not. */
export const impact = defineCommand({
  verb: "impact",
  usage: "impact NODE[.COLUMN]",
  summary: "Show what depends on an object or a column of the project, what matters most first.",
  who: { permission: "read", author: true },
  example: "impact orders",
  parse: nodeArgument,
  run: async (written, context) => {
    const facts = await context.facts();
    const named = namedNode(written, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    const { node, isGone } = named;
    const side = named.artifacts[isGone ? "base" : "head"];
    const lineage = await lineageFor(named, side, context);
    if (typeof lineage === "string") return declined(context, lineage);
    const report = facts.reviews.find((review) => review.project === named.project)?.report ?? null;
    return answered(
      context,
      renderImpactReply({
        project: side.project,
        node,
        isGone,
        lineage,
        column: columnOf(named, side),
        findings: report?.findings ?? [],
        use: useIn(facts, named.project),
      }),
    );
  },
});

/** What reads the object, or what uses its column; a sentence where there is no such column. */
async function lineageFor(
  { node, column }: FoundNode,
  side: Side,
  { columnLineage }: CommandContext,
): Promise<Lineage | string> {
  if (column === null) return lineageOf(side.project, node.uniqueId, "downstream");
  const question = {
    node: node.uniqueId,
    column: column.toLowerCase(),
    direction: "downstream",
  } as const;
  const answer = await columnLineage(side, question);
  if (answer.kind === "found") return answer.lineage;
  const near = nearestNames(column, answer.columns, 5);
  const names = listOf(near.length > 0 ? near : answer.columns, 8, (name) => codeSpan(name));
  return `${codeSpan(nameOf(node.uniqueId))} has no column ${codeSpan(column)}.${names === "" ? "" : ` It has: ${names}.`}`;
}

/** The column that is asked about, and what is known to name it outside SQL; null when none is. */
function columnOf({ node, column }: FoundNode, { project }: Side) {
  if (column === null) return null;
  const scope = { project, graph: graphOf(project) };
  return { name: column, references: holdsColumns(node) ? columnReferences(scope, node, column) : [] };
}

type Table = Extract<
  Node,
  { resourceType: "model" | "seed" | "snapshot" | "source" | "analysis" | "operation" | "function" }
>;

function holdsColumns(node: Node): node is Table {
  return "columns" in node;
}
