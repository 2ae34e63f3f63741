import { isList, type Json } from "../json.ts";
import { addEntry, finishProject, startProject } from "./assemble.ts";
import { object, text } from "./fields.ts";
import { isSection, parseEntry } from "./parse-entry.ts";
import { parseMetadata } from "./parse-metadata.ts";
import { rootPackage } from "./project-name.ts";
import type { Project } from "./project.ts";

/**
 * Reduces a manifest of any version (v1 to v12, v20, dbt 0.19 to 2.0) to a Project. It reads by the presence of
 * fields, null and missing being the same, and never refuses: what has another shape reads as absent.
 */
export function parseManifest(json: Json): Project {
  const draft = startProject();
  const rootPackages = new Set<string>();
  const manifest = object(json);
  for (const [section, value] of Object.entries(manifest)) {
    if (!isSection(section)) continue;
    for (const [id, entry] of entriesOf(value)) {
      const node = parseEntry(section, id, entry);
      if (node === null) continue;
      addEntry(draft, section, node);
      const root = node.resourceType === "macro" ? null : rootPackage(entry);
      if (root !== null) rootPackages.add(root);
    }
  }
  return finishProject(draft, parseMetadata(manifest["metadata"]), rootPackages);
}

/** `disabled` is a list of objects up to v3; all else is keyed by id. */
function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  if (!isList(value)) return Object.entries(object(value));
  return value.map((entry) => [text(object(entry)["unique_id"]), entry] as const);
}
