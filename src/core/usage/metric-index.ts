import type { Project } from "../manifest/project.ts";
import { semanticNames } from "../semantic/names.ts";
import type { Dialect } from "../sql/dialect.ts";
import { aggregateKey, formulaOfMetric, type MetricFormula } from "./metric-formula.ts";
import type { MetricHow, MetricRead } from "./metric-read.ts";
import type { Conditions, QueryAggregate } from "./quick/found.ts";

/** Finds the metrics that a query computes, by its aggregates and its text. */
export type MetricIndex = (aggregates: readonly QueryAggregate[], text: string) => readonly MetricRead[];

/** What MetricFlow calls the relations that it reads: `orders_src_10001`. */
const BY_SEMANTIC_LAYER = /_src_\d{4,}\b/u;

/** From what says most to what says least. */
const STRENGTH: readonly MetricHow[] = ["asked", "by hand", "filtered by its columns", "without its filter"];

/** The metrics of a project by what they compute. */
export function metricIndex(project: Project, dialect: Dialect): MetricIndex {
  const byKey = new Map<string, MetricFormula[]>();
  for (const metric of semanticNames(project).metrics) {
    const told = formulaOfMetric(metric, project, dialect);
    if (!told.told) continue;
    const key = `${told.formula.over} ${told.formula.key}`;
    byKey.set(key, [...(byKey.get(key) ?? []), told.formula]);
  }
  return (aggregates, text) => {
    if (aggregates.length === 0) return [];
    const isAsked = BY_SEMANTIC_LAYER.test(text);
    const found = new Map<string, MetricHow>();
    for (const { uniqueId, aggregate, expr, conditions } of aggregates) {
      for (const { metric, filter } of byKey.get(`${uniqueId} ${aggregateKey(aggregate, expr)}`) ?? []) {
        const how = howOf(filter, conditions, isAsked);
        if (how !== null) found.set(metric.uniqueId, stronger(how, found.get(metric.uniqueId)));
      }
    }
    return [...found].map(([uniqueId, how]) => ({ uniqueId, how }));
  };
}

/** The semantic layer names the metric that it computes by its filter: another metric with the same sum is not meant. */
function howOf(filter: Conditions | null, conditions: Conditions, isAsked: boolean): MetricHow | null {
  if (filter === null || isWithin(filter.texts, conditions.texts)) return isAsked ? "asked" : "by hand";
  if (isAsked) return null;
  return isWithin(filter.columns, conditions.columns) ? "filtered by its columns" : "without its filter";
}

function isWithin(wanted: ReadonlySet<string>, found: ReadonlySet<string>): boolean {
  return [...wanted].every((one) => found.has(one));
}

function stronger(left: MetricHow, right: MetricHow | undefined): MetricHow {
  return STRENGTH.find((how) => how === left || how === right) ?? left;
}
