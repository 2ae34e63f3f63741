import type { Project } from "../manifest/project.ts";
import type { Metric } from "../manifest/semantic.ts";
import { aggregationOfMetric, compareAggregations } from "../semantic/aggregation.ts";
import { compareMeanings, replaceNames } from "../semantic/meaning.ts";
import { inputAt, textOf } from "../semantic/metric-inputs.ts";
import { metricValues, ownFilters, type MetricValues } from "../semantic/metric-values.ts";
import { semanticNames } from "../semantic/names.ts";
import { normalText } from "../semantic/normal-text.ts";
import { sourceOf, type MetricSource } from "../semantic/source.ts";
import type { Edit } from "./change.ts";
import { compareText, compareTexts } from "./edits.ts";
import {
  diffFilters,
  diffInputFilters,
  diffInputs,
  type InputPair,
  type MetricScope,
} from "./diff-metric-inputs.ts";

/**
 * How two metrics differ in what they compute, in one normal form for the measure spec, the metric spec of dbt 1.12
 * and the old metrics of dbt 1.0 to 1.5. A metric that names the same measure in the same way has no edits, even if
 * the measure changed: that is the measure's own change. Only where the reference moved are both sides resolved.
 */
export function diffMetric(
  base: Metric,
  head: Metric,
  projects: { readonly base: Project; readonly head: Project },
): readonly Edit[] {
  const scope: MetricScope = { projects, meanings: compareMeanings() };
  const sources = pairSources(base, head, scope);
  const inputs = diffInputs(base, head, scope);
  return [
    ...compareText({ part: "definition", aspect: "type" }, base.type.toLowerCase(), head.type.toLowerCase()),
    ...diffSources(base, head, sources),
    ...inputs.edits,
    ...diffExpr(base, head, inputs.pairs),
    ...compareTexts("definition", valuesOf(base, sources.base), valuesOf(head, sources.head)),
    ...diffOwnFilters(base, head, sources),
    ...diffInputFilters(inputs.pairs),
  ];
}

/** What both sides aggregate, resolved; null where it need not or cannot be resolved. */
interface SourcePair {
  /** Both name the same measure or metric. */
  readonly isSame: boolean;
  readonly base: MetricSource | null;
  readonly head: MetricSource | null;
}

function pairSources(base: Metric, head: Metric, { projects }: MetricScope): SourcePair {
  const before = inputAt(base, "source");
  const after = inputAt(head, "source");
  const isSame = before !== undefined && before.of === after?.of && before.name === after.name;
  if (isSame) return { isSame, base: null, head: null };
  const from = sourceOf(base, semanticNames(projects.base));
  const to = sourceOf(head, semanticNames(projects.head));
  return from === null || to === null ? { isSame, base: null, head: null } : { isSame, base: from, head: to };
}

function diffSources(base: Metric, head: Metric, sources: SourcePair): readonly Edit[] {
  if (sources.isSame) return [];
  if (sources.base === null || sources.head === null) {
    return compareTexts("definition", writtenSource(base), writtenSource(head));
  }
  const differences = compareAggregations(sources.base.aggregation, sources.head.aggregation);
  const edits = differences.map((difference) => ({ part: "definition", ...difference }));
  const before = inputAt(base, "source");
  const after = inputAt(head, "source");
  if (edits.length === 0 || before === undefined || after === undefined) return edits;
  return [{ part: "definition", aspect: after.of, before: before.name, after: after.name }, ...edits];
}

/** What the metric itself says it aggregates, without looking the measure up. */
function writtenSource(metric: Metric): MetricValues {
  const input = inputAt(metric, "source");
  if (input !== undefined) return { [input.of]: input.name };
  const params = aggregationOfMetric(metric, noNames);
  if (params === null) return {};
  return { agg: params.agg, expr: params.expr, model: params.semanticModel };
}

const noNames = { semanticModel: () => undefined };

function valuesOf(metric: Metric, source: MetricSource | null): MetricValues {
  const values = metricValues(metric);
  if (source === null) return values;
  return {
    ...values,
    fill_nulls_with: source.fillNullsWith,
    join_to_timespine: source.joinToTimespine ? "true" : null,
  };
}

function diffExpr(base: Metric, head: Metric, pairs: readonly InputPair[]): readonly Edit[] {
  const before = derivedExpr(base);
  const after = derivedExpr(head);
  if (before !== null && after !== null) {
    const from = new Map(pairs.map((pair, at) => [pair.base.alias ?? pair.base.name, `[${at}]`]));
    const to = new Map(pairs.map((pair, at) => [pair.head.alias ?? pair.head.name, `[${at}]`]));
    if (replaceNames(before, from) === replaceNames(after, to)) return [];
    // The words are the same, but the aliases in them changed places.
    if (normalText(before) === normalText(after)) return diffAliases(pairs);
  }
  return compareText({ part: "definition", aspect: "expr" }, before, after);
}

function diffAliases(pairs: readonly InputPair[]): readonly Edit[] {
  return pairs.flatMap(({ base, head }) =>
    compareText({ part: "definition", aspect: "metrics" }, aliased(base), aliased(head)),
  );
}

function aliased(input: InputPair["base"]): string {
  return `${input.name} as ${input.alias ?? input.name}`;
}

function derivedExpr(metric: Metric): string | null {
  return metric.type.toLowerCase() === "derived" ? textOf(metric.typeParams["expr"]) : null;
}

function diffOwnFilters(base: Metric, head: Metric, sources: SourcePair): readonly Edit[] {
  const from = sources.base?.filter ?? [...ownFilters(base), ...sourceFilters(base)];
  const to = sources.head?.filter ?? [...ownFilters(head), ...sourceFilters(head)];
  const together = diffFilters("filter", from, to);
  // A filter that moved between the metric and its measure filters the same rows.
  if (together.length === 0 || !sources.isSame) return together;
  const name = inputAt(head, "source")?.name ?? "";
  return [
    ...diffFilters("filter", ownFilters(base), ownFilters(head)),
    ...diffFilters(`${name}.filter`, sourceFilters(base), sourceFilters(head)),
  ];
}

function sourceFilters(metric: Metric): readonly string[] {
  return inputAt(metric, "source")?.filter ?? [];
}
