import type { UniqueId } from "../manifest/node.ts";
import type { Exposure, Project } from "../manifest/project.ts";
import type { Metric, SavedQuery, SemanticModel } from "../manifest/semantic.ts";
import { aggregationOfMeasure, aggregationOfMetric } from "../semantic/aggregation.ts";
import { sitesOf } from "../semantic/elements.ts";
import { inputsOf } from "../semantic/metric-inputs.ts";
import { semanticNames } from "../semantic/names.ts";
import { referencesIn, type ReferenceUse } from "../semantic/uses.ts";
import type { Transformation } from "../sql/facts.ts";
import type { ColumnEdge, ColumnEnd } from "./column-graph.ts";

/** The edges inside the semantic layer: from elements of semantic models to measures, metrics and saved queries. */
export function semanticEdges(project: Project): readonly ColumnEdge[] {
  const { semanticModels, metrics, savedQueries, exposures } = semanticNames(project);
  return [
    ...semanticModels.flatMap(measureEdges),
    ...metrics.flatMap((metric) => metricEdges(metric, project)),
    ...savedQueries.flatMap((query) => queryEdges(query, project)),
    ...referencesIn(project).flatMap((use) => referenceEdges(use, project)),
    ...exposures.flatMap((exposure) => exposureEdges(exposure, project)),
  ];
}

/** A measure is laid out over its time dimension. */
function measureEdges(model: SemanticModel): readonly ColumnEdge[] {
  return model.measures.flatMap((measure) => {
    const { aggTimeDimension } = aggregationOfMeasure(measure, model);
    const to = element(model.uniqueId, measure.name);
    return aggTimeDimension === null ? [] : [edge(element(model.uniqueId, aggTimeDimension), to, GROUPED)];
  });
}

function metricEdges(metric: Metric, project: Project): readonly ColumnEdge[] {
  const names = semanticNames(project);
  const to = whole(metric.uniqueId);
  const found = inputsOf(metric).flatMap(({ of, name }): ColumnEdge[] => {
    if (of === "metric") {
      const input = names.metric(name);
      return input === undefined ? [] : [edge(whole(input.uniqueId), to, COMPUTED)];
    }
    const site = names.measure(name);
    return site === undefined ? [] : [edge(element(site.semanticModel.uniqueId, name), to, AGGREGATED)];
  });
  return [...found, ...ownTimeEdges(metric, project), ...legacyEdges(metric, project)];
}

/** A simple metric of the newer spec names the time dimension itself. */
function ownTimeEdges(metric: Metric, project: Project): readonly ColumnEdge[] {
  const names = semanticNames(project);
  const aggregation = aggregationOfMetric(metric, names);
  const model = aggregation === null ? undefined : names.semanticModel(aggregation.semanticModel);
  if (model === undefined || aggregation?.aggTimeDimension == null) return [];
  return [edge(element(model.uniqueId, aggregation.aggTimeDimension), whole(metric.uniqueId), GROUPED)];
}

/** Metrics before dbt 1.6 name others in their expression; dbt resolved them. */
function legacyEdges(metric: Metric, project: Project): readonly ColumnEdge[] {
  if (metric.legacy === null) return [];
  const inputs = metric.dependsOn.filter((id) => project.nodes[id]?.resourceType === "metric");
  return inputs.map((id) => edge(whole(id), whole(metric.uniqueId), COMPUTED));
}

function queryEdges(query: SavedQuery, project: Project): readonly ColumnEdge[] {
  const names = semanticNames(project);
  return query.metrics.flatMap((name) => {
    const metric = names.metric(name);
    return metric === undefined ? [] : [edge(whole(metric.uniqueId), whole(query.uniqueId), PASSED_ON)];
  });
}

/** An exposure shows the metrics and saved queries that it names. */
function exposureEdges({ uniqueId, dependsOn }: Exposure, project: Project): readonly ColumnEdge[] {
  return dependsOn
    .filter((id) => SHOWN.has(project.nodes[id]?.resourceType ?? ""))
    .map((id) => edge(whole(id), whole(uniqueId), PASSED_ON));
}

const SHOWN: ReadonlySet<string> = new Set(["metric", "saved_query"]);

/** What filters, group-by and order-by name. A filter decides over rows. */
function referenceEdges({ user, where, reference }: ReferenceUse, project: Project): readonly ColumnEdge[] {
  const to = whole(user);
  const how = where === "group_by" || where === "order_by" ? GROUPED : FILTERED;
  if (reference.kind === "metric") {
    const metric = semanticNames(project).metric(reference.text);
    return metric === undefined ? [] : [edge(whole(metric.uniqueId), to, how)];
  }
  return sitesOf(reference, project).map((model) => edge(element(model.uniqueId, reference.name), to, how));
}

const PASSED_ON: Transformation = { type: "DIRECT", subtype: "IDENTITY" };
const COMPUTED: Transformation = { type: "DIRECT", subtype: "TRANSFORMATION" };
const AGGREGATED: Transformation = { type: "DIRECT", subtype: "AGGREGATION" };
const GROUPED: Transformation = { type: "INDIRECT", subtype: "GROUP_BY" };
const FILTERED: Transformation = { type: "INDIRECT", subtype: "FILTER" };

function edge(from: ColumnEnd, to: ColumnEnd, transformation: Transformation): ColumnEdge {
  const kind = transformation === FILTERED ? "rows" : "value";
  return { from, to, kind, transformation, confidence: "high", named: true };
}

function element(uniqueId: UniqueId, name: string): ColumnEnd {
  return { uniqueId, column: name.toLowerCase() };
}

function whole(uniqueId: UniqueId): ColumnEnd {
  return { uniqueId, column: null };
}
