import { canonical, isObject, sameJson, type JsonObject } from "../json.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Buildable, DataTest, Exposure, NodeByType, ResourceType, Source } from "../manifest/project.ts";
import type { NodePair } from "./scope.ts";
import { ALL_COMPARED, equalJson, NOT_COMPARED, sameConfig, sameFqn, sameKey } from "./state-config.ts";
import { sameMetric, sameSavedQuery, sameSemanticModel } from "./state-semantic.ts";

/**
 * dbt's own `state:modified` for one object that both sides have under one id, without the part that looks at macros.
 * Follows `same_contents` of each class in dbt-core (core/dbt/contracts/graph/nodes.py), branches 1.9.latest to 1.12.latest.
 */
export function differsForDbt<R extends ResourceType>(type: R, pair: NodePair<R>, dbt: DbtVersion): boolean {
  return pair.base !== pair.head && !SAME[type](pair.base, pair.head, dbt);
}

/** Whether dbt selects an object of this type as modified when it is new (`same_contents(None)`). */
export function selectedWhenNew(type: ResourceType): boolean {
  return SELECTED_WHEN_NEW.has(type);
}

/** What of the comparison depends on the dbt that would run it: head's. */
export interface DbtVersion {
  /** 1.12 and later compare the unrendered database and schema of sources by default. */
  readonly unrenderedSources: boolean;
  /** 1.10 and later compare the tags of saved queries. */
  readonly savedQueryTags: boolean;
  /** 1.12 and later give tests a SQL header, and compare it. */
  readonly testSqlHeader: boolean;
}

/** Reads a version as dbt writes it ("1.11.0rc3", "2025.7.9+75e8e4f"); one that is not 1.x counts as newest. */
export function dbtVersionOf(text: string): DbtVersion {
  const match = /^(\d+)\.(\d+)/u.exec(text);
  const major = Number(match?.[1] ?? "2");
  const minor = major === 1 ? Number(match?.[2]) : major < 1 ? 0 : 99;
  return { unrenderedSources: minor >= 12, savedQueryTags: minor >= 10, testSqlHeader: minor >= 12 };
}

/** New sources, exposures, metrics, semantic models and saved queries are in `state:new` only. */
const SELECTED_WHEN_NEW: ReadonlySet<string> = new Set([
  "model",
  "seed",
  "snapshot",
  "analysis",
  "operation",
  "function",
  "test",
  "unit_test",
]);

function sameBuild(base: Buildable, head: Buildable): boolean {
  return (
    sameBody(base, head) &&
    sameConfig(base, head, NOT_COMPARED) &&
    samePersistedDescriptions(base, head) &&
    sameFqn(base, head) &&
    sameRelation(base, head) &&
    sameContract(base, head) &&
    base.latestVersion === head.latestVersion &&
    base.access === head.access &&
    base.deprecationDate === head.deprecationDate &&
    sameJson(base.signature, head.signature)
  );
}

function sameBody(base: Buildable, head: Buildable): boolean {
  if (head.resourceType !== "seed" && base.rawCode !== null && head.rawCode !== null)
    return base.rawCode === head.rawCode;
  return base.checksum?.name === head.checksum?.name && base.checksum?.checksum === head.checksum?.checksum;
}

function samePersistedDescriptions(base: Buildable, head: Buildable): boolean {
  const persist = head.config["persist_docs"];
  if (!isObject(persist)) return true;
  if (Boolean(persist["relation"]) && base.description !== head.description) return false;
  return !persist["columns"] || sameJson(columnDescriptions(base), columnDescriptions(head));
}

function columnDescriptions(node: Buildable): JsonObject {
  return Object.fromEntries(node.columns.map((column) => [column.name, column.description]));
}

function sameRelation(base: Buildable | DataTest, head: Buildable | DataTest): boolean {
  return ["database", "schema", "alias"].every((key) =>
    sameJson(base.unrenderedConfig[key], head.unrenderedConfig[key]),
  );
}

function sameContract(base: Buildable, head: Buildable): boolean {
  if (head.resourceType !== "model" || (!base.contract.enforced && !head.contract.enforced)) return true;
  if (base.contract.enforced !== head.contract.enforced) return false;
  return base.contract.checksum === head.contract.checksum;
}

/** `TestConfig.same_contents`: only the keys that change what a test does. */
const TEST_KEYS = [
  "severity",
  "where",
  "limit",
  "fail_calc",
  "warn_if",
  "error_if",
  "store_failures",
  "store_failures_as",
];

function sameTest(base: DataTest, head: DataTest, dbt: DbtVersion): boolean {
  const keys = dbt.testSqlHeader ? [...TEST_KEYS, "sql_header"] : TEST_KEYS;
  if (!keys.every((key) => sameKey(base.unrenderedConfig, head.unrenderedConfig, key))) return false;
  if (!sameFqn(base, head)) return false;
  return head.generic !== null || (base.rawCode === head.rawCode && sameRelation(base, head));
}

function sameSource(base: Source, head: Source, dbt: DbtVersion): boolean {
  return (
    sameSourceRelation(base, head, dbt) &&
    sameFqn(base, head) &&
    sameConfig(base, head, ALL_COMPARED) &&
    sameJson(base.quoting, head.quoting) &&
    equalJson(base.freshnessAsWritten, head.freshnessAsWritten) &&
    sameJson(base.external, head.external)
  );
}

function sameSourceRelation(base: Source, head: Source, dbt: DbtVersion): boolean {
  if (base.relation.identifier !== head.relation.identifier) return false;
  return dbt.unrenderedSources
    ? base.unrenderedDatabase === head.unrenderedDatabase && base.unrenderedSchema === head.unrenderedSchema
    : base.relation.database === head.relation.database && base.relation.schema === head.relation.schema;
}

function sameExposure(base: Exposure, head: Exposure): boolean {
  return (
    sameFqn(base, head) &&
    base.type === head.type &&
    base.ownerDigest === head.ownerDigest &&
    base.maturity === head.maturity &&
    base.url === head.url &&
    base.description === head.description &&
    base.label === head.label &&
    sameIds(base.dependsOn, head.dependsOn) &&
    sameConfig(base, head, ALL_COMPARED)
  );
}

function sameIds(left: readonly UniqueId[], right: readonly UniqueId[]): boolean {
  return canonical([...left].sort()) === canonical([...right].sort());
}

const SAME: {
  readonly [R in ResourceType]: (base: NodeByType[R], head: NodeByType[R], dbt: DbtVersion) => boolean;
} = {
  model: sameBuild,
  seed: sameBuild,
  snapshot: sameBuild,
  analysis: sameBuild,
  operation: sameBuild,
  function: sameBuild,
  test: sameTest,
  unit_test: (base, head) => base.checksum === head.checksum,
  source: sameSource,
  exposure: sameExposure,
  metric: sameMetric,
  semantic_model: sameSemanticModel,
  saved_query: (base, head, dbt) =>
    sameSavedQuery(base, head) && (!dbt.savedQueryTags || sameJson(base.tags, head.tags)),
  group: () => true,
  macro: () => true,
};
