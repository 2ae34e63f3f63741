import { renderUsageReply } from "../render/reply/usage.ts";
import { nodeArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { namedNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";
import { useIn } from "../core/pull/use-in.ts";

/** Who really queries an object, as far as a query log says. */
export const usage = defineCommand({
  verb: "usage",
  usage: "usage NODE[.COLUMN]",
  summary: "Show who queries an object or a column, or computes a metric, from the query log.",
  who: { permission: "read", author: true },
  example: "usage orders",
  parse: nodeArgument,
  run: async (written, context) => {
    const facts = await context.facts();
    const named = namedNode(written, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    const { node, column } = named;
    const { project } = named.artifacts.base;
    return answered(context, renderUsageReply({ project, node, column, use: useIn(facts, named.project) }));
  },
});
