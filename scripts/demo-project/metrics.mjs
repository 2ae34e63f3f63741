import { yamlObject } from "./semantic-models.mjs";
import { createdAt } from "./target.mjs";

/** Metrics as manifest entries, in the measure spec that dbt 1.11 writes. */
export function buildMetrics(context) {
  const declared = context.project.yaml("metrics");
  const measuresOf = findInputMeasures(new Map(declared.map(({ entry }) => [entry.name, entry])));
  return declared.map(({ entry, path }) => ({
    ...yamlObject(context, "metric", { name: entry.name, path }),
    description: entry.description ?? "",
    label: entry.label,
    type: entry.type,
    type_params: typeParamsOf(entry, measuresOf(entry.name)),
    filter: filterOf(entry.filter),
    metadata: null,
    time_granularity: entry.time_granularity ?? null,
    meta: {},
    tags: [],
    config: { enabled: true, group: null, meta: {} },
    unrendered_config: {},
    sources: [],
    depends_on: { macros: [], nodes: readsOf(context, entry) },
    refs: [],
    metrics: [],
    created_at: createdAt(context.target),
    group: null,
  }));
}

/** A `filter` or `where`, one text or several, as dbt nests it. */
export function filterOf(filter) {
  if (filter === undefined || filter === null) return null;
  return { where_filters: [filter].flat().map((text) => ({ where_sql_template: text })) };
}

function typeParamsOf({ type, type_params: params }, inputMeasures) {
  return {
    measure: inputMeasure(params.measure),
    input_measures: inputMeasures,
    numerator: inputMetric(params.numerator),
    denominator: inputMetric(params.denominator),
    expr: params.expr ?? null,
    window: null,
    grain_to_date: null,
    metrics: (params.metrics ?? []).map(inputMetric),
    conversion_type_params: conversionOf(params.conversion_type_params),
    cumulative_type_params: type === "cumulative" ? cumulativeOf(params.cumulative_type_params ?? {}) : null,
    metric_aggregation_params: null,
  };
}

function inputMeasure(input) {
  if (input === undefined) return null;
  const measure = typeof input === "string" ? { name: input } : input;
  return {
    name: measure.name,
    filter: filterOf(measure.filter),
    alias: measure.alias ?? null,
    join_to_timespine: measure.join_to_timespine ?? false,
    fill_nulls_with: measure.fill_nulls_with ?? null,
  };
}

function inputMetric(input) {
  if (input === undefined) return null;
  const metric = typeof input === "string" ? { name: input } : input;
  return {
    name: metric.name,
    filter: filterOf(metric.filter),
    alias: metric.alias ?? null,
    offset_window: windowOf(metric.offset_window),
    offset_to_grain: metric.offset_to_grain ?? null,
  };
}

/** `7 days` becomes a count and a grain in the singular. */
function windowOf(text) {
  if (text === undefined) return null;
  const [count, grain] = text.split(" ");
  return { count: Number(count), granularity: grain.replace(/s$/, "") };
}

function conversionOf(params) {
  if (params === undefined) return null;
  return {
    entity: params.entity,
    base_measure: inputMeasure(params.base_measure),
    conversion_measure: inputMeasure(params.conversion_measure),
    calculation: params.calculation ?? "conversion_rate",
    window: windowOf(params.window),
    constant_properties: params.constant_properties ?? null,
  };
}

function cumulativeOf(params) {
  return {
    window: windowOf(params.window),
    grain_to_date: params.grain_to_date ?? null,
    period_agg: params.period_agg ?? "first",
    metric: null,
  };
}

/** The measures that a metric names itself. */
function ownMeasures({ type_params: params }) {
  const conversion = params.conversion_type_params ?? {};
  return [params.measure, conversion.base_measure, conversion.conversion_measure]
    .filter((input) => input !== undefined)
    .map(inputMeasure);
}

function inputMetrics({ type_params: params }) {
  return [params.numerator, params.denominator, ...(params.metrics ?? [])]
    .filter((input) => input !== undefined)
    .map(inputMetric);
}

/** `input_measures`: own measures and those of every input metric, each once. */
function findInputMeasures(metrics) {
  const find = (name) => {
    const metric = metrics.get(name);
    if (metric === undefined) throw new Error(`The demo names a metric ${name}, which is not there.`);
    const all = [...ownMeasures(metric), ...inputMetrics(metric).flatMap((input) => find(input.name))];
    return [...new Map(all.map((measure) => [JSON.stringify(measure), measure])).values()];
  };
  return find;
}

/** `depends_on.nodes`: semantic models of the measures, then the input metrics. */
function readsOf(context, metric) {
  const models = ownMeasures(metric).map(({ name }) => {
    const owner = context.semanticModels.find((model) =>
      model.measures.some((measure) => measure.name === name),
    );
    if (owner === undefined) throw new Error(`The demo names a measure ${name}, which is not there.`);
    return owner.unique_id;
  });
  const metrics = inputMetrics(metric).map(({ name }) => `metric.${context.project.name}.${name}`);
  return [...new Set([...models, ...metrics])];
}
