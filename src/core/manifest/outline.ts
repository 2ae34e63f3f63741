import type { Json } from "../json.ts";
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
  Partial<Pick<Model, "access" | "contract">> &
  Partial<Pick<Source, "freshness">>;

/** Reads the outline of what `parseEntry` would read; null where that gives null. */
export function parseOutline(section: Section, id: UniqueId, json: Json): Outline | null {
  const entry = typedEntry(section, id, json);
  if (entry === null) return null;
  return {
    uniqueId: id,
    resourceType: entry.type,
    name: parseName(entry),
    packageName: parsePackageName(entry),
    dependsOn: parseDependsOn(entry.json),
    tags: parseTags(entry.json),
    group: parseGroup(entry.json),
    metaOwners: parseMetaOwners(entry.json),
    isEphemeral: parseEphemeral(entry.json),
    isCompiled: parseCompiledCode(entry.json) !== null,
    hasForeignKeys: hasForeignKeys(entry.json),
    ...(entry.type === "model"
      ? { access: parseAccess(entry.json), contract: parseContract(entry.json) }
      : {}),
    ...(entry.type === "source" ? { freshness: parseFreshness(entry.json) } : {}),
  };
}
