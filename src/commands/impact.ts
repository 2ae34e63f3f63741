import { graphOf } from "../core/lineage/graph.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import type { Node } from "../core/manifest/project.ts";
import { renderImpactReply } from "../render/reply/impact.ts";
import { nodeArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { namedNode, type FoundNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";

/** What depends on any object of the project, changed or not. */
export const impact = defineCommand({
  verb: "impact",
  usage: "impact NODE[.COLUMN]",
  summary: "Show what depends on an object of the project, what matters most first.",
  who: { permission: "read", author: true },
  example: "impact orders",
  parse: nodeArgument,
  run: async (written, context) => {
    const facts = await context.facts();
    const named = namedNode(written, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    const project = named.artifacts[named.isGone ? "base" : "head"].project;
    const report = facts.reviews.find((review) => review.project === named.project)?.report ?? null;
    return answered(
      context,
      renderImpactReply({
        project,
        node: named.node,
        isGone: named.isGone,
        column: columnOf(named),
        findings: report?.findings ?? [],
        hasUsage: (report?.usage ?? null) !== null,
      }),
    );
  },
});

/** The column that is asked about, and what is known to name it; null when none is. */
function columnOf({ node, column, artifacts, isGone }: FoundNode) {
  if (column === null) return null;
  const { project } = artifacts[isGone ? "base" : "head"];
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
