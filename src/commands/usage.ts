import type { ProjectReview } from "../core/pull/project-review.ts";
import type { Impact } from "../core/report.ts";
import { codeSpan } from "../render/escape.ts";
import { countOf, nameOf } from "../render/names.ts";
import { nodeArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { namedNode } from "./named-node.ts";
import { answered, declined } from "./outcome.ts";

/** Who really queries an object, as far as a query log says. */
export const usage = defineCommand({
  verb: "usage",
  usage: "usage NODE[.COLUMN]",
  summary: "Show who queries an object, from the query log.",
  who: { permission: "read", author: true },
  example: "usage orders",
  parse: nodeArgument,
  run: async (written, context) => {
    const facts = await context.facts();
    const named = namedNode(written, facts);
    if (named.kind === "unknown") return declined(context, named.why);
    const review = facts.reviews.find(({ project }) => project === named.project);
    return answered(context, usageWords(named.node.uniqueId, review));
  },
});

function usageWords(id: string, review: ProjectReview | undefined): string {
  const name = codeSpan(nameOf(id));
  const report = review?.report ?? null;
  if (report === null || report.usage === null)
    return `No query log given: who queries ${name} is not known. That does not mean that nobody does.`;
  const used = report.impact.find(({ uniqueId }) => uniqueId === id)?.usage ?? null;
  if (used === null)
    return `The review did not look up the queries of ${name}: this pull request does not reach it.`;
  return `${name}: ${queryWords(used)}.`;
}

/** Counts alone: people of the log are never named. */
function queryWords({ queries, people, lastUsedAt }: NonNullable<Impact["usage"]>): string {
  const last = lastUsedAt === null ? "" : `, the last on ${codeSpan(lastUsedAt.slice(0, 10))}`;
  return `${countOf(queries, "query", "queries")} by ${countOf(people, "person", "people")}${last}`;
}
