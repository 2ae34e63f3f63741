import { isObject, type Json, type JsonObject } from "../json.ts";
import {
  deepWithoutNulls,
  filledText,
  list,
  object,
  optionalNumber,
  text,
  texts,
  withoutNulls,
} from "./fields.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import { parseFilters } from "./parse-metric.ts";
import type { Dimension, Entity, Export, Measure, SavedQuery, SemanticModel } from "./semantic.ts";

/** Reads a semantic model. */
export function parseSemanticModel(entry: Entry): SemanticModel {
  const { json } = entry;
  return {
    resourceType: "semantic_model",
    model: text(json["model"]),
    label: filledText(json["label"]),
    defaults: withoutNulls(json["defaults"]),
    primaryEntity: filledText(json["primary_entity"]),
    entities: objects(json["entities"]).map(parseEntity),
    dimensions: objects(json["dimensions"]).map(parseDimension),
    measures: objects(json["measures"]).map(parseMeasure),
    ...parseBase(entry),
  };
}

/** Reads a saved query. */
export function parseSavedQuery(entry: Entry): SavedQuery {
  const { json } = entry;
  const params = object(json["query_params"] ?? json);
  return {
    resourceType: "saved_query",
    label: filledText(json["label"]),
    metrics: texts(params["metrics"]),
    groupBy: texts(params["group_by"] ?? params["group_bys"]),
    where: parseFilters(params["where"]),
    orderBy: texts(params["order_by"]),
    limit: optionalNumber(params["limit"]),
    exports: objects(json["exports"]).map(parseExport),
    ...parseBase(entry),
  };
}

function parseElement(json: JsonObject) {
  return {
    name: text(json["name"]),
    description: text(json["description"]),
    label: filledText(json["label"]),
    expr: filledText(json["expr"]),
    config: withoutNulls(json["config"]),
  };
}

function parseEntity(json: JsonObject): Entity {
  return { ...parseElement(json), type: text(json["type"]), role: filledText(json["role"]) };
}

function parseDimension(json: JsonObject): Dimension {
  return {
    ...parseElement(json),
    type: text(json["type"]),
    isPartition: json["is_partition"] === true,
    typeParams: deepWithoutNulls(json["type_params"]),
  };
}

function parseMeasure(json: JsonObject): Measure {
  return {
    ...parseElement(json),
    agg: text(json["agg"]),
    createMetric: json["create_metric"] === true,
    aggParams: deepWithoutNulls(json["agg_params"]),
    nonAdditiveDimension: deepWithoutNulls(json["non_additive_dimension"]),
    aggTimeDimension: filledText(json["agg_time_dimension"]),
  };
}

function parseExport(json: JsonObject): Export {
  return {
    name: text(json["name"]),
    config: withoutNulls(json["config"]),
    unrenderedConfig: object(json["unrendered_config"]),
  };
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return list(value).filter(isObject);
}
