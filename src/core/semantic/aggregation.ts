import { canonical, isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { Measure, Metric, SemanticModel } from "../manifest/semantic.ts";
import { objectAt, textOf } from "./metric-inputs.ts";
import type { SemanticNames } from "./names.ts";
import { normalText } from "./normal-text.ts";

/** What a measure or a simple metric of the newer spec aggregates, with dbt's defaults filled in. Texts; null where there is none. */
export interface Aggregation {
  readonly agg: string;
  readonly expr: string;
  /** Name of the semantic model. */
  readonly semanticModel: string;
  /** What the semantic model describes, so that a renamed semantic model is the same; null when it is not known. */
  readonly model: string | null;
  readonly aggTimeDimension: string | null;
  /** True when that is only the default of the semantic model. */
  readonly timeByDefault: boolean;
  readonly nonAdditiveDimension: string | null;
  readonly aggParams: string | null;
}

/** The keys of an aggregation that differ, with both texts, in dbt's names. */
export interface AggregationDifference {
  readonly aspect: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The aggregation of a measure. */
export function aggregationOfMeasure(measure: Measure, semanticModel: SemanticModel): Aggregation {
  return settle(semanticModel.name, semanticModel, {
    agg: measure.agg,
    expr: measure.expr ?? measure.name,
    agg_time_dimension: measure.aggTimeDimension,
    non_additive_dimension: measure.nonAdditiveDimension,
    agg_params: measure.aggParams,
  });
}

/** The aggregation that a simple metric states itself (`metric_aggregation_params`); null when it names a measure instead. */
export function aggregationOfMetric(
  metric: Metric,
  names: Pick<SemanticNames, "semanticModel">,
): Aggregation | null {
  const params = objectAt(metric.typeParams, "metric_aggregation_params");
  const name = textOf(params["semantic_model"]);
  if (name === null) return null;
  const expr = textOf(metric.typeParams["expr"]) ?? textOf(params["expr"]) ?? metric.name;
  return settle(name, names.semanticModel(name), { ...params, expr });
}

/** What differs between two aggregations; nothing when they mean the same. */
export function compareAggregations(base: Aggregation, head: Aggregation): readonly AggregationDifference[] {
  const found: AggregationDifference[] = [];
  const add = (aspect: string, before: string | null, after: string | null) => {
    if (before !== after) found.push({ aspect, before, after });
  };
  add("agg", base.agg, head.agg);
  if (normalText(base.expr) !== normalText(head.expr)) add("expr", base.expr, head.expr);
  const sameModel =
    base.semanticModel === head.semanticModel || (base.model !== null && base.model === head.model);
  if (!sameModel) add("model", base.semanticModel, head.semanticModel);
  // A default that moved is the semantic model's own change, not one of everything that follows it.
  if (!(base.timeByDefault && head.timeByDefault)) {
    add("agg_time_dimension", base.aggTimeDimension, head.aggTimeDimension);
  }
  add("non_additive_dimension", base.nonAdditiveDimension, head.nonAdditiveDimension);
  add("agg_params", base.aggParams, head.aggParams);
  return found;
}

/** A value's text without what dbt writes by itself: nulls, false, empty lists and objects. Null when nothing is left. */
export function settledText(value: Json | undefined): string | null {
  const kept = settled(value);
  return kept === null || typeof kept === "string" ? kept : canonical(kept);
}

function settle(name: string, semanticModel: SemanticModel | undefined, params: JsonObject): Aggregation {
  const byDefault = textOf(semanticModel?.defaults["agg_time_dimension"]);
  const aggTimeDimension = textOf(params["agg_time_dimension"]) ?? byDefault;
  return {
    agg: (textOf(params["agg"]) ?? "").toLowerCase(),
    expr: textOf(params["expr"]) ?? "",
    semanticModel: name,
    model: semanticModel === undefined ? null : (semanticModel.dependsOn[0] ?? semanticModel.model),
    aggTimeDimension,
    timeByDefault: aggTimeDimension === byDefault,
    nonAdditiveDimension: settledText(nonAdditive(params["non_additive_dimension"])),
    aggParams: settledText(params["agg_params"]),
  };
}

/** `window_choice: min` is dbt's default (dbt-semantic-interfaces: NonAdditiveDimensionParameters). */
function nonAdditive(value: Json | undefined): Json {
  if (!isObject(value)) return null;
  return value["window_choice"] === "min" ? { ...value, window_choice: null } : value;
}

function settled(value: Json | undefined): Json {
  if (value === undefined || value === false || value === "") return null;
  if (isList(value)) return value.length === 0 ? null : value;
  if (!isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const left = settled(inner);
    if (left !== null) kept[key] = left;
  }
  return Object.keys(kept).length === 0 ? null : kept;
}
