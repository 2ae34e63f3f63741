import { canonical, isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { Metric } from "../manifest/semantic.ts";
import { settledText } from "./aggregation.ts";
import { inputAt, objectAt, textOf, windowText } from "./metric-inputs.ts";
import { normalCall, normalText } from "./normal-text.ts";

/**
 * What a metric says beside its inputs and filters, by aspect, with dbt's defaults taken out.
 * An old metric (dbt 1.0 to 1.5) has the aspects of its own spec.
 */
export type MetricValues = Readonly<Record<string, string | null>>;

/** The values of a metric. `fill_nulls_with` and `join_to_timespine` are those that stand with its source. */
export function metricValues(metric: Metric): MetricValues {
  return metric.legacy === null ? currentValues(metric) : legacyValues(metric.legacy);
}

/** The filters that stand with the metric itself; an old metric's `{ field, operator, value }` as JSON. */
export function ownFilters(metric: Metric): readonly string[] {
  const legacy = metric.legacy?.["filters"];
  return isList(legacy) ? legacy.map(canonical) : metric.filter;
}

function currentValues(metric: Metric): MetricValues {
  const params = metric.typeParams;
  const cumulative = objectAt(params, "cumulative_type_params");
  const conversion = objectAt(params, "conversion_type_params");
  const source = inputAt(metric, "source");
  const join = source?.joinToTimespine === true || params["join_to_timespine"] === true;
  return {
    window: windowText(cumulative["window"]) ?? windowText(params["window"]),
    grain_to_date: lower(cumulative["grain_to_date"]) ?? lower(params["grain_to_date"]),
    period_agg: unless("first", lower(cumulative["period_agg"])),
    fill_nulls_with: source?.fillNullsWith ?? textOf(params["fill_nulls_with"]),
    join_to_timespine: join ? "true" : null,
    time_granularity: metric.timeGranularity?.toLowerCase() ?? null,
    "conversion.entity": textOf(conversion["entity"]),
    "conversion.calculation": unless("conversion_rate", lower(conversion["calculation"])),
    "conversion.window": windowText(conversion["window"]),
    "conversion.constant_properties": settledText(conversion["constant_properties"]),
  };
}

function legacyValues(legacy: JsonObject): MetricValues {
  const expression = textOf(legacy["expression"]) ?? textOf(legacy["sql"]);
  const model = textOf(legacy["model"]);
  return {
    model: model === null ? null : normalCall(model),
    expression: expression === null ? null : normalText(expression),
    timestamp: textOf(legacy["timestamp"]),
    time_grains: settledText(sortedList(legacy["time_grains"])),
    dimensions: settledText(sortedList(legacy["dimensions"])),
    window: windowText(legacyWindow(legacy["window"])),
  };
}

/** dbt 1.3 to 1.5 write `{ count, period }`. */
function legacyWindow(window: Json | undefined): Json {
  if (!isObject(window)) return window ?? null;
  return { count: window["count"] ?? null, granularity: window["period"] ?? window["granularity"] ?? null };
}

function sortedList(value: Json | undefined): Json {
  if (!isList(value)) return value ?? null;
  return value
    .map((item) => textOf(item) ?? "")
    .filter((item) => item !== "")
    .sort();
}

function lower(value: Json | undefined): string | null {
  return textOf(value)?.toLowerCase() ?? null;
}

function unless(usual: string, value: string | null): string | null {
  return value === usual ? null : value;
}
