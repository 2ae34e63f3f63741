import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import { distinctTexts, object, optionalText, text, texts, withoutEmpty } from "./fields.ts";
import type { NodeBase, UniqueId } from "./node.ts";

/** One entry of an artifact: its key and its value. */
export interface Entry {
  readonly id: UniqueId;
  readonly json: JsonObject;
}

/**
 * Reads what every kind of object has. What an entry does not say is taken from its id, where that says it.
 * Spread it last: V8 makes an object that begins with a spread key by key, which took half the time of reading.
 */
export function parseBase({ id, json }: Entry): NodeBase {
  const config = object(json["config"]);
  return {
    uniqueId: id,
    name: parseName({ id, json }),
    packageName: parsePackageName({ id, json }),
    path: text(json["original_file_path"]).replaceAll("\\", "/"),
    fqn: texts(json["fqn"]),
    description: text(json["description"]),
    tags: parseTags(json, config),
    meta: parseMeta(json["meta"], config["meta"]),
    config: withHookNames(withoutEmpty(config)),
    isEphemeral: parseEphemeral(config),
    unrenderedConfig: object(json["unrendered_config"]),
    dependsOn: parseDependsOn(json),
    macros: distinctTexts(object(json["depends_on"])["macros"]),
    group: parseGroup(json, config),
    metaOwners: parseMetaOwners(json, config),
  };
}

/** `name`, else what the id says. */
export function parseName({ id, json }: Entry): string {
  return optionalText(json["name"]) ?? nameInId(id.split("."));
}

/** `group`, at the object or in its config. */
export function parseGroup(json: JsonObject, config: JsonObject): string | null {
  return optionalText(json["group"]) ?? optionalText(config["group"]);
}

/** The texts under `meta.owner` and `meta.owners`, also where only `config.meta` holds them. */
export function parseMetaOwners(json: JsonObject, config: JsonObject): readonly string[] {
  const configured = object(config["meta"]);
  const meta = parseMeta(json["meta"], configured);
  if (!namesOwners(meta) && !namesOwners(configured)) return NOBODY;
  const found = [meta["owner"], meta["owners"], configured["owner"], configured["owners"]];
  return distinctTexts(found.flatMap(ownersIn));
}

// One list for all: most objects name nobody.
const NOBODY: readonly never[] = Object.freeze([]);

function namesOwners(meta: JsonObject): boolean {
  return Object.hasOwn(meta, "owner") || Object.hasOwn(meta, "owners");
}

/** Owners are written as a text, as `{name, email}`, or as a list of these. */
function ownersIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (isList(value)) return value.flatMap(ownersIn);
  if (!isObject(value)) return [];
  return ownersIn(value["name"] ?? value["email"]);
}

/** `package_name`, else the second part of the id. */
export function parsePackageName({ id, json }: Entry): string {
  return optionalText(json["package_name"]) ?? id.split(".")[1] ?? "";
}

/** `depends_on.nodes`, without repeats. */
export function parseDependsOn(json: JsonObject): readonly UniqueId[] {
  return distinctTexts(object(json["depends_on"])["nodes"]);
}

/** `config.materialized`. */
export function parseEphemeral(config: JsonObject): boolean {
  return config["materialized"] === "ephemeral";
}

/** Tags stand at the node, in its config, or (1.10 and later) in both. One tag may be written without a list. */
export function parseTags(json: JsonObject, config: JsonObject): readonly string[] {
  const own = json["tags"];
  const configured = config["tags"];
  const found = typeof own === "string" ? [own] : distinctTexts(own);
  if (found.length > 0) return found;
  return typeof configured === "string" ? [configured] : distinctTexts(configured);
}

/** `meta` stands at the node, in its config, or in both. */
export function parseMeta(own: Json | undefined, configured: Json | undefined): JsonObject {
  const found = isObject(own) && hasKeys(own) ? own : object(configured);
  return hasKeys(found) ? found : object(undefined);
}

function hasKeys(value: JsonObject): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}

// Fusion previews (v20) write `post_hook` and `pre_hook`, every other dbt writes the dash.
function withHookNames(config: JsonObject): JsonObject {
  if (!Object.hasOwn(config, "post_hook") && !Object.hasOwn(config, "pre_hook")) return config;
  const { post_hook: postHook, pre_hook: preHook, ...others } = config;
  return {
    ...(postHook === undefined ? {} : { "post-hook": postHook }),
    ...(preHook === undefined ? {} : { "pre-hook": preHook }),
    ...others,
  };
}

/** `source.shop.raw.orders` and `unit_test.shop.orders.adds_up` end with the name, the others have it third. */
function nameInId(parts: readonly string[]): string {
  const last = parts[0] === "source" || parts[0] === "unit_test" ? parts.at(-1) : parts[2];
  return last ?? parts.at(-1) ?? "";
}
