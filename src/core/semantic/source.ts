import type { Metric } from "../manifest/semantic.ts";
import { aggregationOfMeasure, aggregationOfMetric, type Aggregation } from "./aggregation.ts";
import { inputAt, textOf, type MetricInput } from "./metric-inputs.ts";
import type { SemanticNames } from "./names.ts";

/** What a simple or cumulative metric aggregates in the end, whichever spec says it. */
export interface MetricSource {
  readonly aggregation: Aggregation;
  readonly fillNullsWith: string | null;
  readonly joinToTimespine: boolean;
  /** Filters on the way to it, those of the metric itself included. */
  readonly filter: readonly string[];
}

/** The source of a metric; null when it has none, or it is not in the project. */
export function sourceOf(metric: Metric, names: SemanticNames): MetricSource | null {
  const input = inputAt(metric, "source");
  if (input !== undefined) {
    const source = sourceOfInput(input, names);
    return source === null ? null : { ...source, filter: [...metric.filter, ...source.filter] };
  }
  const aggregation = aggregationOfMetric(metric, names);
  if (aggregation === null) return null;
  return {
    aggregation,
    fillNullsWith: textOf(metric.typeParams["fill_nulls_with"]),
    joinToTimespine: metric.typeParams["join_to_timespine"] === true,
    filter: metric.filter,
  };
}

/** The source behind an input: a measure, or the simple metric that the newer spec has in its place. */
export function sourceOfInput(input: MetricInput, names: SemanticNames): MetricSource | null {
  if (input.of === "metric") return sourceOfMetric(input, names);
  const site = names.measure(input.name);
  if (site === undefined) return null;
  return {
    aggregation: aggregationOfMeasure(site.measure, site.semanticModel),
    fillNullsWith: input.fillNullsWith,
    joinToTimespine: input.joinToTimespine,
    filter: input.filter,
  };
}

function sourceOfMetric(input: MetricInput, names: SemanticNames): MetricSource | null {
  const metric = names.metric(input.name);
  // Only a simple metric stands in for a measure; this also ends a circle of metrics.
  if (metric === undefined || metric.type !== "simple") return null;
  if (inputAt(metric, "source")?.of === "metric") return null;
  const source = sourceOf(metric, names);
  return source === null ? null : { ...source, filter: [...source.filter, ...input.filter] };
}
