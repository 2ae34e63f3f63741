import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { parseFilters } from "../manifest/parse-metric.ts";
import type { Metric } from "../manifest/semantic.ts";

/** Where an input stands in `type_params`. `source`: what a simple or cumulative metric aggregates. */
export type InputRole = "source" | "numerator" | "denominator" | "metrics" | "base" | "conversion";

/** A measure or metric that a metric is computed from, with what the metric adds to it. */
export interface MetricInput {
  readonly role: InputRole;
  readonly of: "measure" | "metric";
  readonly name: string;
  readonly alias: string | null;
  readonly filter: readonly string[];
  /** As `1 month`. */
  readonly offsetWindow: string | null;
  readonly offsetToGrain: string | null;
  readonly fillNullsWith: string | null;
  readonly joinToTimespine: boolean;
}

/** The inputs of a MetricFlow metric as it names them; `input_measures` is dbt's own summary and is not read. */
export function inputsOf(metric: Metric): readonly MetricInput[] {
  const params = metric.typeParams;
  const conversion = objectAt(params, "conversion_type_params");
  const listed = params["metrics"];
  const found = [
    inputOf("source", "measure", params["measure"]),
    inputOf("source", "metric", objectAt(params, "cumulative_type_params")["metric"]),
    inputOf("numerator", "metric", params["numerator"]),
    inputOf("denominator", "metric", params["denominator"]),
    inputOf("base", "measure", conversion["base_measure"]),
    inputOf("base", "metric", conversion["base_metric"]),
    inputOf("conversion", "measure", conversion["conversion_measure"]),
    inputOf("conversion", "metric", conversion["conversion_metric"]),
    ...(isList(listed) ? listed.map((input) => inputOf("metrics", "metric", input)) : []),
  ];
  return found.filter((input) => input !== null);
}

/** The one input of a role, or undefined. */
export function inputAt(metric: Metric, role: InputRole): MetricInput | undefined {
  return inputsOf(metric).find((input) => input.role === role);
}

/** A time window as one text, `7 day`: dbt writes `"7 days"` or `{ count, granularity }`. */
export function windowText(window: Json | undefined): string | null {
  if (isObject(window)) {
    const { count, granularity } = window;
    return windowText(`${textOf(count) ?? ""} ${textOf(granularity) ?? ""}`);
  }
  const words = (textOf(window) ?? "").toLowerCase().trim().split(/\s+/).join(" ");
  return words === "" ? null : words.replace(/(?<=\d \w+)s$/, "");
}

/** A value as text: the text itself, else its JSON; null when it is null or missing. */
export function textOf(value: Json | undefined): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The object under a key, or an empty one. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

function inputOf(role: InputRole, of: MetricInput["of"], value: Json | undefined): MetricInput | null {
  const input = typeof value === "string" ? { name: value } : value;
  if (!isObject(input) || typeof input["name"] !== "string") return null;
  return {
    role,
    of,
    name: input["name"],
    alias: textOf(input["alias"]),
    filter: parseFilters(input["filter"]),
    offsetWindow: windowText(input["offset_window"]),
    offsetToGrain: textOf(input["offset_to_grain"])?.toLowerCase() ?? null,
    fillNullsWith: textOf(input["fill_nulls_with"]),
    joinToTimespine: input["join_to_timespine"] === true,
  };
}
