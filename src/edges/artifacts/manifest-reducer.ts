import { isObject, type Json } from "../../core/json.ts";
import { isSection, parseEntry, SECTIONS, type Section } from "../../core/manifest/parse-entry.ts";
import { parseMetadata } from "../../core/manifest/parse-metadata.ts";
import type { Node } from "../../core/manifest/project.ts";
import { rootPackage } from "../../core/manifest/project-name.ts";
import { digestEntry, dropCreatedAt, splitDigests, type Digests } from "./entry-digest.ts";
import { EntryGuess } from "./guess-entry.ts";
import { refuseDeep } from "./depth.ts";
import { Leaper } from "./leap.ts";
import { MalformedJson } from "./malformed-json.ts";
import { ColumnPacker, withoutColumns } from "./pack-columns.ts";
import type { ReducedEntry, Reducer, Reductions } from "./reduction.ts";

const NAMES = Object.keys(SECTIONS);

type ReducedNode = Reductions["manifest"]["item"];

// Head is read in the thread that read base.
export const leaper = new Leaper();

/** Reduces a manifest. `known`: the digests of the other side, whose equal entries are not parsed again. */
export function manifestReducer(known: Digests): Reducer<"manifest"> {
  const same = splitDigests(known);
  const digests: string[] = [];
  const found: Found = { rootPackages: new Set(), columns: new ColumnPacker() };
  const ends = new EntryGuess();
  const reduce = (section: Section, entry: ReducedEntry): ReducedNode | null => {
    if (entry.key !== "") {
      const digest = digestEntry(entry.bytes, markOf(section));
      leaper.note(entry);
      digests.push(digest);
      if (same.has(digest)) return [section, entry.key, null, null];
    }
    return parseNode(section, entry, found);
  };
  return {
    entries: new Set(NAMES),
    whole: new Set(["metadata"]),
    reduce: (entry) => (isSection(entry.section) ? reduce(entry.section, entry) : null),
    leap: (raw) => {
      const { section, key } = raw;
      if (!isSection(section)) return null;
      const leap = same.size === 0 ? null : leaper.leap(raw, markOf(section));
      if (leap !== null && same.has(leap.digest)) {
        digests.push(leap.digest);
        return { length: leap.length, item: [section, key, null, null] };
      }
      const guess = ends.guess(raw);
      if (guess === null) return null;
      const { length, createdAt, json } = guess;
      const bytes = dropCreatedAt({ bytes: raw.bytes.subarray(0, length), createdAt });
      return { length, item: reduce(section, { section, key, bytes, createdAt, parse: () => json }) };
    },
    finish: (whole) => {
      const all = digests.join("");
      if (known === "") leaper.digests = all;
      return {
        metadata: parseMetadata(whole.get("metadata")),
        rootPackages: [...found.rootPackages],
        digests: all,
      };
    },
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
  const node = parseShallow(section, id, json);
  if (node === null) return null;
  const root = node.resourceType === "macro" ? null : rootPackage(json);
  if (root !== null) rootPackages.add(root);
  const [bare, packed] = [withoutColumns(node), columns.pack(node)];
  refuseDeep(bare);
  packed?.fresh.forEach(refuseDeep);
  return [section, id, bare, packed] as const;
}

/** An entry whose end was guessed may be nested so deeply that reading it exhausts the stack. */
function parseShallow(section: Section, id: string, json: Json): Node | null {
  try {
    return parseEntry(section, id, json);
  } catch (error) {
    throw error instanceof RangeError ? new MalformedJson("too-deep", "", { cause: error }) : error;
  }
}

/** `disabled` is a list up to v3. */
function idOf(json: Json): string {
  const id = isObject(json) ? json["unique_id"] : null;
  return typeof id === "string" ? id : "";
}
