import { isChangeOf, type Change } from "../core/diff/change.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Metric } from "../core/manifest/semantic.ts";
import { compareMeanings, type Meanings } from "../core/semantic/meaning.ts";
import { inputsOf, objectAt } from "../core/semantic/metric-inputs.ts";
import { semanticNames } from "../core/semantic/names.ts";
import { changesOf, inBase, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Words that tell nothing about which rows are counted. */
const fillers = new Set("a amount count nr num number of sum the total value".split(" "));

export const metricDuplicated: Rule = {
  id: "metric-duplicated",
  category: "metric",
  severity: "note",
  certainty: "structural",
  summary:
    "A metric that this change adds or redefines computes exactly what another one does, or has the same words in its name and the same computation but another filter.",
  words: {
    title: "Metric `{metric}` computes the same as {others}",
    why: "Two names for one number drift apart with the next change, and readers ask which one is right.",
    fix: "Use one of them everywhere and remove the other, or make their difference part of the definition.",
  },
  variants: {
    filter: {
      title: "Metric `{metric}` has the name of {others} but another filter",
      why: "The names promise the same number and the filters differ, so reports that use one or the other disagree.",
      fix: "Say in the name what the filter keeps, or agree on one filter.",
    },
  },
  check(context) {
    const { metrics } = semanticNames(context.artifacts.head.project);
    const candidates = changesOf(context, "metric").filter(isRedefined);
    if (candidates.length === 0) return [];
    const meanings = compareMeanings();
    const told = new Set<UniqueId>();
    return candidates.flatMap((change) => {
      const metric = metrics.find(({ uniqueId }) => uniqueId === change.uniqueId);
      if (metric === undefined || told.has(change.uniqueId) || !isTelling(metric)) return [];
      const found = checkMetric(context, metric, meanings);
      for (const each of found) for (const id of each.affected ?? []) told.add(id);
      return found;
    });
  },
};

/** A new metric, or one whose meaning this change touched; a new name alone makes no duplicate. */
function isRedefined(change: Change): boolean {
  if (!isChangeOf(change, "metric") || change.kind === "removed") return false;
  if (change.kind === "added") return true;
  return change.edits.some(({ part }) => part === "definition" || part === "filter");
}

/** An entry without any input, as a shortened manifest may have it, is equal to all of its kind. */
function isTelling(metric: Metric): boolean {
  if (metric.legacy !== null) return metric.legacy["expression"] !== undefined;
  const own = objectAt(metric.typeParams, "metric_aggregation_params");
  return inputsOf(metric).length > 0 || own["semantic_model"] !== undefined;
}

function checkMetric(context: RuleContext, metric: Metric, meanings: Meanings): readonly Found[] {
  const { project } = context.artifacts.head;
  const mine = meanings.of(metric, project);
  const alike = semanticNames(project).metrics.filter(
    (other) =>
      other !== metric &&
      meanings.of(other, project).core === mine.core &&
      !wereEqual(context, [metric, other], meanings),
  );
  const same = alike.filter((other) => meanings.of(other, project).filter === mine.filter);
  if (same.length > 0) return [foundFor(metric, same)];
  const stem = stemOf(metric.name);
  const rivals = alike.filter((other) => {
    const { filter } = meanings.of(other, project);
    return stem !== "" && mine.filter !== "" && filter !== "" && stemOf(other.name) === stem;
  });
  return rivals.length > 0 ? [{ ...foundFor(metric, rivals), variant: "filter" }] : [];
}

/** Whether two metrics were already duplicates in base: then that is not this change's doing. */
function wereEqual(context: RuleContext, pair: readonly [Metric, Metric], meanings: Meanings): boolean {
  const [one, other] = pair.map(({ uniqueId }) => inBase(context, uniqueId));
  if (one?.resourceType !== "metric" || other?.resourceType !== "metric") return false;
  const { project } = context.artifacts.base;
  const [left, right] = [meanings.of(one, project), meanings.of(other, project)];
  return left.core === right.core && left.filter === right.filter;
}

function foundFor(metric: Metric, others: readonly Metric[]): Found {
  return {
    subject: { uniqueId: metric.uniqueId },
    facts: { metric: metric.name, others: others.map(({ name }) => name) },
    evidence: [metric, ...others].map(({ uniqueId, path, name, filter }) => ({
      kind: "metric",
      uniqueId,
      path,
      text: [name, ...filter.map((text) => text.trim())].join(": "),
    })),
    affected: others.map(({ uniqueId }) => uniqueId),
  };
}

/** The telling words of a name in any order: `orders_total` and `total_order` have one stem. */
function stemOf(name: string): string {
  const words = name.toLowerCase().split("_");
  const kept = words.filter((word) => word !== "" && !fillers.has(word) && !/^v\d+$/.test(word));
  return [...new Set(kept.map((word) => word.replace(/s$/, "")))].sort().join("_");
}
