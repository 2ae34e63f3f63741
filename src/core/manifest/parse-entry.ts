import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { UniqueId } from "./node.ts";
import type { Entry } from "./parse-base.ts";
import {
  parseAnalysis,
  parseFunction,
  parseModel,
  parseOperation,
  parseSeed,
  parseSnapshot,
} from "./parse-build.ts";
import { parseExposure, parseGroup } from "./parse-exposure.ts";
import { parseMacro } from "./parse-macro.ts";
import { parseMetric } from "./parse-metric.ts";
import { parseSavedQuery, parseSemanticModel } from "./parse-semantic.ts";
import { parseSource } from "./parse-source.ts";
import { parseTest } from "./parse-test.ts";
import { parseUnitTest } from "./parse-unit-test.ts";
import type { Node, NodeByType, ResourceType } from "./project.ts";

const PARSERS: { readonly [R in ResourceType]: (entry: Entry) => NodeByType[R] } = {
  model: parseModel,
  source: parseSource,
  seed: parseSeed,
  snapshot: parseSnapshot,
  test: parseTest,
  unit_test: parseUnitTest,
  exposure: parseExposure,
  metric: parseMetric,
  semantic_model: parseSemanticModel,
  saved_query: parseSavedQuery,
  group: parseGroup,
  macro: parseMacro,
  analysis: parseAnalysis,
  operation: parseOperation,
  function: parseFunction,
};

/** The sections of a manifest that are read, entry by entry, and the kind they hold where it is one. */
export const SECTIONS = {
  nodes: null,
  sources: "source",
  macros: "macro",
  exposures: "exposure",
  metrics: "metric",
  groups: "group",
  semantic_models: "semantic_model",
  saved_queries: "saved_query",
  unit_tests: "unit_test",
  functions: "function",
  disabled: null,
} as const satisfies Readonly<Record<string, ResourceType | null>>;

/** A section of a manifest that is read. */
export type Section = keyof typeof SECTIONS;

/** Whether a top-level key of a manifest is a section that is read. */
export function isSection(key: string): key is Section {
  return Object.hasOwn(SECTIONS, key);
}

/**
 * Reads one entry of a section. `disabled` lists its objects; the first is read.
 * Gives null where the entry is no object or of a kind that Headgate does not know (`rpc`, `sql operation`).
 */
export function parseEntry(section: Section, id: UniqueId, json: Json): Node | null {
  const entry = typedEntry(section, id, json);
  return entry === null ? null : PARSERS[entry.type](entry);
}

/** An entry of a kind that is read. */
export interface TypedEntry extends Entry {
  readonly type: ResourceType;
}

/** The entry that `parseEntry` reads, with its kind; null where that gives null. */
export function typedEntry(section: Section, id: UniqueId, json: Json): TypedEntry | null {
  const entry = isList(json) ? json.find(isObject) : json;
  if (!isObject(entry)) return null;
  const type = resourceType(section, id, entry);
  return type === null ? null : { id, json: entry, type };
}

function resourceType(section: Section, id: UniqueId, json: JsonObject): ResourceType | null {
  const named = json["resource_type"] ?? SECTIONS[section] ?? id.slice(0, id.indexOf("."));
  return typeof named === "string" && isResourceType(named) ? named : null;
}

function isResourceType(name: string): name is ResourceType {
  return Object.hasOwn(PARSERS, name);
}
