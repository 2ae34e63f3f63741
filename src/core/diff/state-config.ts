import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { NodeBase } from "../manifest/node.ts";

/** `CompareBehavior.Exclude` of NodeAndTestConfig in dbt-core: part of the relation, or no reason to rebuild. */
export const NOT_COMPARED: ReadonlySet<string> = new Set(["alias", "schema", "database", "tags", "group"]);
/** The same for MetricConfig. */
export const METRIC_NOT_COMPARED: ReadonlySet<string> = new Set(["group"]);
/** For classes whose configuration dbt compares in full. */
export const ALL_COMPARED: ReadonlySet<string> = new Set();

/** dbt's `same_fqn`. */
export function sameFqn(base: NodeBase, head: NodeBase): boolean {
  if (base.fqn === head.fqn) return true;
  return base.fqn.length === head.fqn.length && base.fqn.every((step, index) => step === head.fqn[index]);
}

/**
 * `BaseConfig.same_contents` of dbt-common: the configured expressions before rendering, key by key;
 * a missing key is other than a null one.
 */
export function sameConfig(base: NodeBase, head: NodeBase, except: ReadonlySet<string>): boolean {
  const [left, right] = [base.unrenderedConfig, head.unrenderedConfig];
  if (left === right) return true;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => except.has(key) || sameKey(left, right, key));
}

/** Whether two configurations say the same about one key. */
export function sameKey(left: JsonObject, right: JsonObject, key: string): boolean {
  return Object.hasOwn(left, key) === Object.hasOwn(right, key) && equalJson(left[key], right[key]);
}

/** Equality as dbt's Python sees it: unlike `sameJson`, a null key is other than a missing one. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, index) => equalJson(item, right[index]));
  if (!isObject(left) || !isObject(right)) return left === right;
  return [...Object.keys(left), ...Object.keys(right)].every((key) => sameKey(left, right, key));
}
