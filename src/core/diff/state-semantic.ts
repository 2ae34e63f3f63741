import { canonical, sameJson, type JsonObject } from "../json.ts";
import type { Metric, SavedQuery, SemanticModel } from "../manifest/semantic.ts";
import { METRIC_NOT_COMPARED, sameConfig } from "./state-config.ts";

/** `Metric.same_contents`: filter and type parameters are stubs in dbt that always say "same". */
export function sameMetric(base: Metric, head: Metric): boolean {
  return (
    base.type === head.type &&
    base.description === head.description &&
    base.label === head.label &&
    sameConfig(base, head, METRIC_NOT_COMPARED)
  );
}

/** `SemanticModel.same_contents`. */
export function sameSemanticModel(base: SemanticModel, head: SemanticModel): boolean {
  return (
    base.model === head.model &&
    base.description === head.description &&
    base.primaryEntity === head.primaryEntity &&
    base.group === head.group &&
    canonical(semanticParts(base)) === canonical(semanticParts(head))
  );
}

function semanticParts(model: SemanticModel): JsonObject {
  return {
    defaults: model.defaults,
    config: model.config,
    entities: model.entities.map((entity) => ({ ...entity })),
    dimensions: model.dimensions.map((dimension) => ({ ...dimension })),
    measures: model.measures.map((measure) => ({ ...measure })),
  };
}

/** `SavedQuery.same_contents`, without tags. */
export function sameSavedQuery(base: SavedQuery, head: SavedQuery): boolean {
  return (
    base.description === head.description &&
    base.label === head.label &&
    base.group === head.group &&
    sameJson(base.config, head.config) &&
    sameJson([base.metrics, base.groupBy, base.where], [head.metrics, head.groupBy, head.where]) &&
    sameJson(base.exports.map(comparedExport), head.exports.map(comparedExport))
  );
}

function comparedExport(item: SavedQuery["exports"][number]): JsonObject {
  const [exportAs, schema, alias] = ["export_as", "schema", "alias"].map(
    (key) => item.unrenderedConfig[key] ?? null,
  );
  return { name: item.name, exportAs: exportAs ?? null, schema: schema ?? null, alias: alias ?? null };
}
