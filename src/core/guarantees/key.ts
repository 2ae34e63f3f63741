import { isList, type Json } from "../json.ts";
import type { Graph } from "../lineage/graph.ts";
import type { Model, Project } from "../manifest/project.ts";
import { declaredPrimaryKey, type UniqueColumns } from "./uniqueness.ts";

/** What one row of a model is. */
export interface Key {
  /** As configured, for people. */
  readonly names: readonly string[];
  /** In lower case; empty when the key is an expression. */
  readonly columns: UniqueColumns;
}

/** The key that a model itself states: `unique_key`, else its primary key constraint; null when it states none. */
export function statedKey(model: Model): Key | null {
  const configured = namesOf(model.config["unique_key"]);
  const names = configured.length > 0 ? configured : [...declaredPrimaryKey(model)];
  return names.length === 0 ? null : keyOf(names);
}

/** The key that a model states, else the primary entity of the semantic model on it; null when nobody says. */
export function keyInUse(model: Model, project: Project, graph: Graph): Key | null {
  const stated = statedKey(model);
  if (stated !== null) return stated;
  for (const child of graph.childrenOf(model.uniqueId)) {
    const node = project.nodes[child];
    if (node?.resourceType !== "semantic_model") continue;
    const primary = node.entities.find((entity) => entity.type === "primary");
    if (primary !== undefined) return keyOf([primary.expr ?? primary.name]);
  }
  return null;
}

/** Whether two keys are the same columns, in any order and case. */
export function sameKey(left: Key | null, right: Key | null): boolean {
  const textOf = (key: Key | null) =>
    key?.names
      .map((name) => name.toLowerCase())
      .sort()
      .join("\n");
  return textOf(left) === textOf(right);
}

function keyOf(names: readonly string[]): Key {
  const isPlain = names.every((name) => /^[\p{L}\p{N}_$]+$/u.test(name));
  return { names, columns: new Set(isPlain ? names.map((name) => name.toLowerCase()) : []) };
}

function namesOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  return isList(value) ? value.filter((name) => typeof name === "string") : [];
}
