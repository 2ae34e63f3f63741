import type { Edit, Surviving } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "The same name answers with other numbers from the next query on, for past dates as well, and none of its readers is told.";
const fix =
  "Check the new numbers against the old ones and tell the readers. If both meanings are wanted, leave this metric as it is and add a new one.";

export const metricDefinitionChanged: Rule = {
  id: "metric-definition-changed",
  category: "metric",
  severity: "warning",
  certainty: "proven",
  summary:
    "What a metric computes changed: type, aggregation, expression, measure, inputs, numerator or denominator, offset, window, grain to date, period aggregation, filling of nulls, time spine or conversion. Compared in one normal form, so that a move between the measure spec and the metric spec, or another order, is silent.",
  words: { title: "Metric `{metric}` is computed in another way: {aspects}", why, fix },
  variants: {
    type: { title: "Metric `{metric}` was of type `{before}` and is now `{after}`", why, fix },
  },
  check(context) {
    return survivingOf(context, "metric").flatMap((change) => checkMetric(context, change));
  },
};

function checkMetric(context: RuleContext, change: Surviving<"metric">): readonly Found[] {
  const edits = change.edits.filter((edit) => edit.part === "definition");
  if (edits.length === 0) return [];
  const type = edits.find((edit) => edit.aspect === "type");
  // A metric of another type has other filters too; that is the same event.
  const told = type === undefined ? edits : [...edits, ...change.edits.filter(isFilter)];
  return [
    {
      subject: { uniqueId: change.uniqueId },
      facts: {
        metric: change.head.name,
        aspects: edits.map((edit) => edit.aspect),
        before: type?.before ?? "",
        after: type?.after ?? "",
      },
      evidence: told.map((edit) => editEvidence("metric", change, edit)),
      ...(type !== undefined && { variant: "type" }),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [change.uniqueId]),
    },
  ];
}

function isFilter(edit: Edit): boolean {
  return edit.part === "filter";
}
