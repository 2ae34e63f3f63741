import type { Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "The metric counts other rows under the same name, for past dates as well, and none of its readers is told.";
const fix =
  "Check the new numbers against the old ones and tell the readers. If both are wanted, leave this metric as it is and add a new one with the filter in its name.";

export const metricFilterChanged: Rule = {
  id: "metric-filter-changed",
  category: "metric",
  severity: "warning",
  certainty: "proven",
  summary:
    "A filter of a metric, or of one of its inputs, was added, removed or changed. Order and white space do not count. A metric of another type is `metric-definition-changed` alone.",
  words: { title: "Metric `{metric}` is filtered in another way", why, fix },
  variants: {
    added: { title: "Metric `{metric}` has a filter that it did not have", why, fix },
    removed: { title: "Metric `{metric}` lost a filter", why, fix },
  },
  check(context) {
    return survivingOf(context, "metric").flatMap((change) => checkMetric(context, change));
  },
};

function checkMetric(context: RuleContext, change: Surviving<"metric">): readonly Found[] {
  const edits = change.edits.filter((edit) => edit.part === "filter");
  if (edits.length === 0 || change.edits.some(isType)) return [];
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: { metric: change.head.name },
      evidence: edits.map((edit) => editEvidence("metric", change, edit)),
      ...variantOf(edits),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [change.uniqueId]),
    },
  ];
}

function isType(edit: Edit): boolean {
  return edit.part === "definition" && edit.aspect === "type";
}

function variantOf(edits: readonly Edit[]): { readonly variant?: string } {
  if (edits.every((edit) => edit.before === null)) return { variant: "added" };
  return edits.every((edit) => edit.after === null) ? { variant: "removed" } : {};
}
