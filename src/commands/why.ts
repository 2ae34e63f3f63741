import { causesOf } from "../core/pull/causes.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import { renderWhyReply } from "../render/reply/why.ts";
import { fault } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { namedNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";

/** Why a metric moves. */
export const why = defineCommand({
  verb: "why",
  usage: "why METRIC [since DATE]",
  summary:
    "Rank what this pull request changes upstream of a metric. `since` needs git history, which is not read yet.",
  who: { permission: "read", author: true },
  example: "why conversion_rate",
  parse: (text) => {
    const [metric = "", ...rest] = text.split(/\s+/u);
    if (metric === "") return fault("Name a metric.");
    if (/^since$/iu.test(rest[0] ?? ""))
      return fault("`since` needs git history, which is not read yet: leave it out.");
    return rest.length > 0 ? fault("Name one metric and nothing else.") : { kind: "args", args: metric };
  },
  run: async (written, context) => {
    const facts = await context.facts();
    const named = namedNode(metricId(written, facts.artifacts) ?? written, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    if (named.node.resourceType !== "metric")
      return declined(context, "That is no metric. `impact` shows what depends on any object.");
    const report = facts.reviews.find(({ project }) => project === named.project)?.report ?? null;
    if (report === null) return declined(context, "This pull request could not be reviewed.");
    return answered(
      context,
      renderWhyReply(named.node, causesOf(named.node.uniqueId, report, named.artifacts)),
    );
  },
});

/** A metric often shares its name with a model or a measure; here the metric is meant. Null when that is not clear. */
function metricId(written: string, artifacts: PullFacts["artifacts"]): string | null {
  const nodes = Object.values(artifacts).flatMap(({ head }) => Object.values(head.project.nodes));
  const metrics = nodes.filter(({ resourceType, name }) => resourceType === "metric" && name === written);
  return metrics.length === 1 ? (metrics[0]?.uniqueId ?? null) : null;
}
