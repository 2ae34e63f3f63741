import { isObject, type Json } from "../../core/json.ts";
import { isSection, parseEntry, SECTIONS, type Section } from "../../core/manifest/parse-entry.ts";
import { parseMetadata } from "../../core/manifest/parse-metadata.ts";
import { rootPackage } from "../../core/manifest/project-name.ts";
import { digestEntry, splitDigests, type Digests } from "./entry-digest.ts";
import { packColumns, withoutColumns } from "./pack-columns.ts";
import type { ReducedEntry, Reducer } from "./reduction.ts";

const NAMES = Object.keys(SECTIONS);

/** Reduces a manifest. `known`: the digests of the other side, whose equal entries are not parsed again. */
export function manifestReducer(known: Digests): Reducer<"manifest"> {
  const same = splitDigests(known);
  const digests: string[] = [];
  const rootPackages = new Set<string>();
  return {
    entries: new Set(NAMES),
    whole: new Set(["metadata"]),
    reduce: (entry) => {
      const { section, key } = entry;
      if (!isSection(section)) return null;
      if (key !== "") {
        const digest = digestEntry(entry.bytes, String.fromCharCode(97 + NAMES.indexOf(section)));
        digests.push(digest);
        if (same.has(digest)) return [section, key, null, null];
      }
      return parseNode(section, entry, rootPackages);
    },
    finish: (whole) => ({
      metadata: parseMetadata(whole.get("metadata")),
      rootPackages: [...rootPackages],
      digests: digests.join(""),
    }),
  };
}

function parseNode(section: Section, entry: ReducedEntry, rootPackages: Set<string>) {
  const json = entry.parse();
  const id = entry.key === "" ? idOf(json) : entry.key;
  const node = parseEntry(section, id, json);
  if (node === null) return null;
  const root = node.resourceType === "macro" ? null : rootPackage(json);
  if (root !== null) rootPackages.add(root);
  return [section, id, withoutColumns(node), packColumns(node)] as const;
}

/** `disabled` is a list up to v3. */
function idOf(json: Json): string {
  const id = isObject(json) ? json["unique_id"] : null;
  return typeof id === "string" ? id : "";
}
