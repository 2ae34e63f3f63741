import { isObject, type Json } from "../../core/json.ts";
import { parseOutline } from "../../core/manifest/outline.ts";
import { isSection, parseEntry, SECTIONS, type Section } from "../../core/manifest/parse-entry.ts";
import { parseMetadata } from "../../core/manifest/parse-metadata.ts";
import { rootPackage } from "../../core/manifest/project-name.ts";
import type { ResourceType } from "../../core/manifest/project.ts";
import { refuseDeep } from "./depth.ts";
import { EntryGuess } from "./guess-entry.ts";
import type { KnownEntries } from "./known-entries.ts";
import { MalformedJson } from "./malformed-json.ts";
import { ColumnPacker, withoutColumns } from "./pack-columns.ts";
import { packOutline } from "./pack-outline.ts";
import type { ManifestItem, ReducedEntry, Reducer } from "./reduction.ts";

const ENTRIES: ReadonlySet<string> = new Set(Object.keys(SECTIONS));
const WHOLE: ReadonlySet<string> = new Set(["metadata"]);

/** Reduces content to outlines, and to where in it the rest stands, which is read when somebody asks. `known` gets its entries. */
export function outlineReducer(content: Uint8Array, known: KnownEntries): Reducer<"manifest"> {
  let count = 0;
  const take: Take = (section, entry, roots) => {
    const json = entry.parse();
    const id = idOf(entry, json);
    const outline = shallow(() => parseOutline(section, id, json));
    if (outline === null) return null;
    roots.note(outline.resourceType, json);
    // The bytes of an entry are a view of the content.
    const at = entry.bytes.byteOffset - content.byteOffset + entry.valueAt;
    if (isPlacedBySection(section, outline.resourceType)) known.note(entry, count, at);
    count += 1;
    return [section, "outline", packOutline(outline), at, entry.bytes.length - entry.valueAt];
  };
  return reducer(take);
}

/** Reduces a manifest to nodes, where an entry is not the same as in its base. `known`: the entries of base, if any. */
export function nodeReducer(known: KnownEntries | undefined): Reducer<"manifest"> {
  const columns = new ColumnPacker();
  const take: Take = (section, entry, roots) => {
    const same = known?.find(entry) ?? null;
    if (same !== null) return ["same", same, 1];
    const json = entry.parse();
    const id = idOf(entry, json);
    const node = shallow(() => parseEntry(section, id, json));
    if (node === null) return null;
    roots.note(node.resourceType, json);
    const [bare, packed] = [withoutColumns(node), columns.pack(node)];
    refuseDeep(bare);
    packed?.fresh.forEach(refuseDeep);
    return [section, "node", id, bare, packed];
  };
  const { leap, ...others } = reducer(take);
  return {
    ...others,
    leap: (raw) => {
      const run = known?.run(raw) ?? null;
      return run === null ? leap(raw) : { ...run, item: ["same", run.from, run.count] };
    },
  };
}

/** A macro elsewhere than among macros, or something else there, is not found again by its section and key. */
function isPlacedBySection(section: Section, type: ResourceType): boolean {
  return (section === "macros") === (type === "macro");
}

type Take = (section: Section, entry: ReducedEntry, roots: RootPackages) => ManifestItem | null;

function reducer(take: Take): Required<Reducer<"manifest">> {
  const roots = new RootPackages();
  const ends = new EntryGuess();
  const reduce = (entry: ReducedEntry): ManifestItem | null =>
    isSection(entry.section) ? take(entry.section, entry, roots) : null;
  return {
    entries: ENTRIES,
    whole: WHOLE,
    reduce,
    leap: (raw) => {
      const guess = ends.guess(raw);
      if (guess === null) return null;
      const { length, createdAt, json } = guess;
      const { section, key, valueAt } = raw;
      const bytes = raw.bytes.subarray(0, length);
      return { length, key, item: reduce({ section, key, bytes, valueAt, createdAt, parse: () => json }) };
    },
    finish: (whole) => ({
      metadata: parseMetadata(whole.get("metadata")),
      rootPackages: [...roots.found],
    }),
  };
}

/** The packages of the entries that are not installed ones. */
class RootPackages {
  readonly found = new Set<string>();

  note(type: ResourceType, json: Json): void {
    const root = type === "macro" ? null : rootPackage(json);
    if (root !== null) this.found.add(root);
  }
}

/** An entry whose end was guessed may be nested so deeply that reading it exhausts the stack. */
function shallow<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof RangeError ? new MalformedJson("too-deep", "", { cause: error }) : error;
  }
}

/** `disabled` is a list up to v3. */
function idOf({ key }: ReducedEntry, json: Json): string {
  const id = isObject(json) && key === "" ? json["unique_id"] : key;
  return typeof id === "string" ? id : "";
}
