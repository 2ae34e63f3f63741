import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import { semanticNames } from "../semantic/names.ts";
import { normalText } from "../semantic/normal-text.ts";
import { sourceOf } from "../semantic/source.ts";
import type { QueryAggregate } from "./quick/found.ts";
import type { LoggedQuery } from "./snapshot.ts";

/** A metric of the project that queries compute by hand. */
export interface ShadowMetric {
  readonly metric: UniqueId;
  readonly name: string;
  /** `sum(amount)`. */
  readonly expression: string;
  /** Queries of the log that compute it, as far as their texts are kept. */
  readonly queries: number;
  /** Whether the metric has filters, which these queries may or may not have too. */
  readonly isFiltered: boolean;
}

/**
 * Metrics over an object whose aggregate stands in queries of the log: the same object, aggregation and expression, in
 * normal form. Filters are not compared.
 */
export function shadowMetrics(
  queries: readonly LoggedQuery[],
  uniqueId: UniqueId,
  project: Project,
): readonly ShadowMetric[] {
  const names = semanticNames(project);
  return names.metrics.flatMap((metric): readonly ShadowMetric[] => {
    const source = sourceOf(metric, names);
    if (source === null || metric.type !== "simple" || source.aggregation.model !== uniqueId) return [];
    const wanted = keyOf(source.aggregation.agg, source.aggregation.expr);
    const same = queries.filter(({ aggregates }) =>
      aggregates.some((one) => one.uniqueId === uniqueId && aggregateKey(one) === wanted),
    );
    const count = same.reduce((sum, query) => sum + query.queries, 0);
    if (count === 0) return [];
    const { agg, expr } = source.aggregation;
    return [
      {
        metric: metric.uniqueId,
        name: metric.name,
        expression: `${agg}(${expr})`,
        queries: count,
        isFiltered: source.filter.length > 0,
      },
    ];
  });
}

function aggregateKey({ aggregate, expr }: QueryAggregate): string {
  return keyOf(IN_METRICFLOW[aggregate] ?? aggregate, expr);
}

/** SQL's names of aggregations in MetricFlow's words (dbt-semantic-interfaces: AggregationType). */
const IN_METRICFLOW: Readonly<Record<string, string>> = {
  avg: "average",
  approx_count_distinct: "count_distinct",
};

/** Counting a constant counts rows. */
function keyOf(aggregation: string, expr: string): string {
  const argument =
    aggregation === "count" && /^\d+$/u.test(expr.trim()) ? "*" : normalText(expr).toLowerCase();
  return `${aggregation.toLowerCase()}(${argument})`;
}
