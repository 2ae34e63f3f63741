import type { Json } from "../json.ts";
import { object } from "./fields.ts";
import type { UniqueId } from "./node.ts";
import {
  parseDependsOn,
  parseEphemeral,
  parseGroup,
  parseMetaOwners,
  parseName,
  parsePackageName,
  parseTags,
} from "./parse-base.ts";
import { parseAccess, parseCompiledCode, parseContract } from "./parse-build.ts";
import { hasForeignKeys } from "./parse-columns.ts";
import { parseFreshness } from "./parse-source.ts";
import { typedEntry, type Section } from "./parse-entry.ts";
import type { Model, Node, Source } from "./project.ts";

/**
 * What is asked of every object of a project, changed or not, and of every object that a change reaches. The keys are those
 * of a node, with the same values, so that the rest of it can be left unread until somebody asks.
 */
export type Outline = Pick<
  Node,
  | "uniqueId"
  | "resourceType"
  | "name"
  | "packageName"
  | "dependsOn"
  | "tags"
  | "group"
  | "metaOwners"
  | "isEphemeral"
> &
  Pick<Model, "isCompiled" | "hasForeignKeys"> &
  /** Of models. */
  { readonly [K in "access" | "contract"]?: Model[K] | undefined } &
  /** Of sources. */
  { readonly freshness?: Source["freshness"] | undefined };

/** Reads the outline of what `parseEntry` would read; null where that gives null. */
export function parseOutline(section: Section, id: UniqueId, json: Json): Outline | null {
  const entry = typedEntry(section, id, json);
  if (entry === null) return null;
  const { type, json: own } = entry;
  const config = object(own["config"]);
  return {
    uniqueId: id,
    resourceType: type,
    name: parseName(entry),
    packageName: parsePackageName(entry),
    dependsOn: parseDependsOn(own),
    isCompiled: parseCompiledCode(own) !== null,
    tags: parseTags(own, config),
    group: parseGroup(own, config),
    metaOwners: parseMetaOwners(own, config),
    isEphemeral: parseEphemeral(config),
    hasForeignKeys: hasForeignKeys(own),
    access: type === "model" ? parseAccess(own, config) : undefined,
    contract: type === "model" ? parseContract(own, config) : undefined,
    freshness: type === "source" ? parseFreshness(own) : undefined,
  };
}
