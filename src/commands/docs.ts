import { describable, proposeDocumentation } from "../core/documentation/propose.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import { renderDocsReply } from "../render/reply/docs.ts";
import { nodeArgument } from "./arguments.ts";
import { defineCommand, type CommandContext } from "./command.ts";
import { findingInFacts, publishedFinding } from "./named-finding.ts";
import { namedNode, type NamedNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";

/** YAML for what has no description. */
export const docs = defineCommand({
  verb: "docs",
  usage: "docs NODE|F7",
  summary:
    "Give the YAML for what has no description, with the words of upstream columns where they have some, else drafted ones.",
  who: { permission: "write", author: true },
  example: "docs orders",
  parse: nodeArgument,
  run: async (written, context) => {
    const facts = await context.facts();
    const named = meant(written, context, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    const { node, artifacts, isGone } = named;
    if (!describable(node) || isGone)
      return declined(context, "Only models, seeds and snapshots of the newest head have YAML to propose.");
    const proposal = proposeDocumentation(node, artifacts.head);
    const worded =
      (await context.models?.describe(node, proposal, { side: artifacts.head, pull: facts })) ?? null;
    const proposed = worded?.kind === "worded" ? worded.value : proposal;
    return answered(context, renderDocsReply(node, proposed, worded));
  },
});

function meant(written: string, context: CommandContext, facts: PullFacts): NamedNode {
  if (!/^f[1-9]\d*$/iu.test(written)) return namedNode(written, facts);
  const named = publishedFinding(written.toUpperCase(), context);
  if (named.kind === "unknown") return named;
  const found = findingInFacts(named.finding, facts);
  if (found === null)
    return { kind: "unknown", why: "That finding of the last review is no longer found at the newest head." };
  const artifacts = facts.artifacts[found.project];
  const own = artifacts === undefined ? facts : { ...facts, artifacts: { [found.project]: artifacts } };
  return namedNode(found.finding.subject.uniqueId, own);
}
