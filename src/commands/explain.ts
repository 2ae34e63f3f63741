import { explainFinding } from "../render/reply/explain.ts";
import { findingArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { findingInFacts, publishedFinding } from "./named-finding.ts";
import { answered, declined } from "./outcome.ts";

/** One finding in full. */
export const explain = defineCommand({
  verb: "explain",
  usage: "explain F3",
  summary: "Show one finding in full: evidence, everything it hits, and how the change gets there.",
  who: { permission: "triage", author: true },
  example: "explain F1",
  parse: findingArgument,
  run: async (id, context) => {
    const named = publishedFinding(id, context);
    if (named.kind === "unknown") return declined(context, named.why);
    const found = findingInFacts(named.finding, await context.facts());
    if (found === null)
      return declined(context, `${id} of the last review is no longer found at the newest head.`);
    const worded = (await context.models?.explain(found.finding)) ?? null;
    return answered(context, explainFinding(found.finding, found.report, worded));
  },
});
