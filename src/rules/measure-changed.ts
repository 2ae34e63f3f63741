import type { ChangeOf, Edit } from "../core/diff/change.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Measure, Metric, SemanticModel } from "../core/manifest/semantic.ts";
import { aggregationOfMeasure, compareAggregations } from "../core/semantic/aggregation.ts";
import { semanticNames } from "../core/semantic/names.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { metricsOnMeasure } from "../core/semantic/uses.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

export const measureChanged: Rule = {
  id: "measure-changed",
  category: "metric",
  severity: "warning",
  certainty: "proven",
  summary:
    "The aggregation, expression, time dimension or non-additive dimension of a measure changed, also on its way to another semantic model; lists every metric that was and is built on it. New, renamed and unused measures are silent.",
  words: {
    title: "Measure `{measure}` of `{model}` changed: {aspects}",
    why: "Other numbers under the same names, for past dates as well, although the metrics themselves are unchanged: {metrics}.",
    fix: "Check the new numbers against the old ones and tell the readers of these metrics. If only some of them should change, add a new measure for those.",
  },
  check(context) {
    return changesOf(context, "semantic_model").flatMap((change) => checkModel(context, change));
  },
};

function checkModel(context: RuleContext, change: ChangeOf<"semantic_model">): readonly Found[] {
  if (change.kind === "added") return [];
  return change.base.measures.flatMap((measure) => {
    const edits = editsOf(context, change, measure);
    const metrics = edits.length === 0 ? [] : metricsStillOn(context, measure.name);
    return metrics.length === 0 ? [] : [foundFor(context, { change, measure, edits, metrics })];
  });
}

interface ChangedMeasure {
  readonly change: ChangeOf<"semantic_model">;
  readonly measure: Measure;
  readonly edits: readonly Edit[];
  readonly metrics: readonly Metric[];
}

function foundFor(context: RuleContext, { change, measure, edits, metrics }: ChangedMeasure): Found {
  const ids = metrics.map((metric) => metric.uniqueId);
  const readers = readersIn(context.artifacts.head.project, context.graphs.head, ids);
  const prefix = `${measure.name}.`;
  return {
    subject: { uniqueId: change.uniqueId },
    facts: {
      measure: measure.name,
      model: modelOf(change).name,
      aspects: edits.map((edit) => edit.aspect.slice(prefix.length)),
      metrics: metrics.map((metric) => metric.name),
    },
    evidence: [
      ...edits.map((edit) => editEvidence("measure", change, edit)),
      ...metrics.map(({ uniqueId, path, name }) => ({ kind: "metric", uniqueId, path, text: name })),
    ],
    affected: [...new Set([...ids, ...readers])],
    key: measure.name,
  };
}

function modelOf(change: ChangeOf<"semantic_model">): SemanticModel {
  return change.kind === "removed" ? change.base : change.head;
}

function editsOf(
  context: RuleContext,
  change: Exclude<ChangeOf<"semantic_model">, { kind: "added" }>,
  measure: Measure,
): readonly Edit[] {
  const prefix = `${measure.name}.`;
  const isKept = change.kind !== "removed" && change.head.measures.some(({ name }) => name === measure.name);
  if (isKept) {
    const own = change.edits.filter(({ part, aspect }) => part === "measures" && aspect.startsWith(prefix));
    return own.filter((edit) => edit.aspect !== `${prefix}create_metric`);
  }
  const site = semanticNames(context.artifacts.head.project).measure(measure.name);
  if (site === undefined) return [];
  const before = aggregationOfMeasure(measure, change.base);
  const after = aggregationOfMeasure(site.measure, site.semanticModel);
  return compareAggregations(before, after).map((difference) => ({
    ...difference,
    part: "measures",
    aspect: `${prefix}${difference.aspect}`,
  }));
}

/** Metrics that were and are built on a measure; one that came to it has a changed definition of its own. */
function metricsStillOn(context: RuleContext, measure: string): readonly Metric[] {
  const { base, head } = context.artifacts;
  const before = new Set(metricsOnMeasure(base.project, measure).map((metric) => metric.uniqueId));
  const after = metricsOnMeasure(head.project, measure);
  return after.filter((metric) => before.has(idInBase(context, metric.uniqueId)));
}

function idInBase(context: RuleContext, id: UniqueId): UniqueId {
  const change = context.changes.find((each) => each.uniqueId === id);
  return change?.kind === "renamed" ? change.from : id;
}
