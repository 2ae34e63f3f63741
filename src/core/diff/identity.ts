import { canonical } from "../json.ts";
import type { UniqueId } from "../manifest/node.ts";
import type {
  Buildable,
  DataTest,
  Macro,
  NodeByType,
  ResourceType,
  Source,
  UnitTest,
} from "../manifest/project.ts";
import type { Metric } from "../manifest/semantic.ts";
import { normalizeSql } from "./formatting.ts";

/** How an id of this side reads in head. */
type IdInHead = (id: UniqueId) => UniqueId;

type Mark<N> = (node: N, idInHead: IdInHead) => string | null;

/**
 * The marks by which an object is known again under another id, by resource type, strongest first.
 * The first is always path and name: it pairs everything when the project was renamed, and a model that became versioned.
 */
export const MARKS: { readonly [R in ResourceType]: readonly Mark<NodeByType[R]>[] } = {
  model: [place, alias, code],
  snapshot: [place, alias, code],
  analysis: [place, code],
  operation: [place, code],
  function: [place, code],
  seed: [place, (seed) => seed.checksum?.checksum ?? null],
  source: [(source) => `${source.path}|${source.sourceName}|${source.name}`, sourceRelation],
  test: [testPlace, testOfColumn, singularCode],
  unit_test: [(test, map) => `${testedBy(test, map)}|${test.name}`, unitTestCases],
  exposure: [
    place,
    (exposure) => exposure.url,
    (exposure, map) => canonical([exposure.type, exposure.ownerDigest, exposure.dependsOn.map(map).sort()]),
  ],
  metric: [place, metricDefinition],
  semantic_model: [place, (model) => model.model],
  saved_query: [place, (query) => canonical([query.metrics, query.groupBy, query.where, query.limit])],
  group: [(group) => group.name, (group) => (group.owner === null ? null : group.ownerDigest)],
  macro: [place, macroCode],
};

/** A text this short is nobody's: two of them may be equal by chance. */
const TELLING = 40;

function place(node: { readonly path: string; readonly name: string }): string {
  return `${node.path}|${node.name}`;
}

/** No two models may build one relation, so a relation that lives on names its builder. Only a written alias counts. */
function alias(node: Buildable): string | null {
  return typeof node.unrenderedConfig["alias"] === "string" || node.version !== null
    ? (node.relation?.identifier.toLowerCase() ?? null)
    : null;
}

function code(node: Buildable): string | null {
  const text = node.rawCode === null ? "" : normalizeSql(node.rawCode);
  return text.length < TELLING ? null : text;
}

function sourceRelation({ relation }: Source): string {
  return `${relation.schema ?? ""}.${relation.identifier}`.toLowerCase();
}

function testPlace(test: DataTest, map: IdInHead): string | null {
  if (test.generic === null) return place(test);
  const { name, namespace, arguments: given } = test.generic;
  return canonical([attachedTo(test, map), column(test), namespace, name, given]);
}

/** A changed argument makes a new id; the test of one name on one column is still the same test. */
function testOfColumn(test: DataTest, map: IdInHead): string | null {
  if (test.generic === null) return null;
  return canonical([attachedTo(test, map), column(test), test.generic.namespace, test.generic.name]);
}

function attachedTo(test: DataTest, map: IdInHead): string {
  const node = test.attachedNode ?? test.dependsOn[0];
  return node === undefined ? test.path : map(node);
}

function column(test: DataTest): string {
  return test.columnName?.toLowerCase() ?? "";
}

function singularCode(test: DataTest): string | null {
  if (test.generic !== null || test.rawCode === null) return null;
  const text = normalizeSql(test.rawCode);
  return text.length < TELLING ? null : text;
}

function testedBy(test: UnitTest, map: IdInHead): string {
  return test.testedNode === null ? test.model : map(test.testedNode);
}

function unitTestCases(test: UnitTest, map: IdInHead): string {
  return canonical([testedBy(test, map), test.given.map(({ rows }) => rows), test.expect.rows]);
}

/** A metric of the new spec without an expression aggregates the column of its own name. */
function metricDefinition(metric: Metric): string {
  const { input_measures: _computed, ...typeParams } = metric.typeParams;
  const expr =
    typeParams["expr"] ?? (typeParams["metric_aggregation_params"] === undefined ? null : metric.name);
  return canonical([metric.type, { ...typeParams, expr }, [...metric.filter].sort(), metric.legacy]);
}

function macroCode(macro: Macro): string | null {
  const text = normalizeSql(macro.sql).replaceAll(macro.name, "");
  return text.length < TELLING * 2 ? null : text;
}
