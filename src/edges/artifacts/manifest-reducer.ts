import { isObject, type Json } from "../../core/json.ts";
import { isSection, parseEntry, SECTIONS, type Section } from "../../core/manifest/parse-entry.ts";
import { parseMetadata } from "../../core/manifest/parse-metadata.ts";
import { rootPackage } from "../../core/manifest/project-name.ts";
import { digestEntry, splitDigests, type Digests } from "./entry-digest.ts";
import { Leaper } from "./leap.ts";
import { ColumnPacker, withoutColumns } from "./pack-columns.ts";
import type { ReducedEntry, Reducer } from "./reduction.ts";

const NAMES = Object.keys(SECTIONS);

// Head is read in the thread that read base.
const leaper = new Leaper();

/** Reduces a manifest. `known`: the digests of the other side, whose equal entries are not parsed again. */
export function manifestReducer(known: Digests): Reducer<"manifest"> {
  const same = splitDigests(known);
  const digests: string[] = [];
  const found: Found = { rootPackages: new Set(), columns: new ColumnPacker() };
  return {
    entries: new Set(NAMES),
    whole: new Set(["metadata"]),
    reduce: (entry) => {
      const { section, key } = entry;
      if (!isSection(section)) return null;
      if (key !== "") {
        const digest = digestEntry(entry.bytes, markOf(section));
        leaper.note(entry);
        digests.push(digest);
        if (same.has(digest)) return [section, key, null, null];
      }
      return parseNode(section, entry, found);
    },
    leap: (entry) => {
      if (same.size === 0 || !isSection(entry.section)) return null;
      const leap = leaper.leap(entry, markOf(entry.section));
      if (leap === null || !same.has(leap.digest)) return null;
      digests.push(leap.digest);
      return { length: leap.length, item: [entry.section, entry.key, null, null] };
    },
    finish: (whole) => ({
      metadata: parseMetadata(whole.get("metadata")),
      rootPackages: [...found.rootPackages],
      digests: digests.join(""),
    }),
  };
}

/** One character for each section. */
function markOf(section: Section): string {
  return String.fromCharCode(97 + NAMES.indexOf(section));
}

/** What is collected over all entries of a manifest. */
interface Found {
  readonly rootPackages: Set<string>;
  readonly columns: ColumnPacker;
}

function parseNode(section: Section, entry: ReducedEntry, { rootPackages, columns }: Found) {
  const json = entry.parse();
  const id = entry.key === "" ? idOf(json) : entry.key;
  const node = parseEntry(section, id, json);
  if (node === null) return null;
  const root = node.resourceType === "macro" ? null : rootPackage(json);
  if (root !== null) rootPackages.add(root);
  return [section, id, withoutColumns(node), columns.pack(node)] as const;
}

/** `disabled` is a list up to v3. */
function idOf(json: Json): string {
  const id = isObject(json) ? json["unique_id"] : null;
  return typeof id === "string" ? id : "";
}
