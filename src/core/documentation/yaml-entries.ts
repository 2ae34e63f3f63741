/**
 * Finds lines in a YAML file of properties, such as the entry of a model and its columns, without reading YAML: what is not
 * written in the usual way, one key a line, is simply not found. Lines are numbered from 1.
 */

/** Longer files are not looked at. */
const MAX_TEXT = 500_000;

/** A key with what stands under it. */
interface YamlKey {
  readonly line: number;
  /** What follows on the same line, without a comment. */
  readonly value: string;
  /** The lines under it, from the first to the one after the last; blank ones at the end are not counted. */
  readonly from: number;
  readonly to: number;
}

/** An item of a list that begins with `- name:`. */
export interface YamlEntry {
  readonly name: string;
  readonly line: number;
  /** The spaces before its keys. */
  readonly indent: number;
  readonly keys: ReadonlyMap<string, YamlKey>;
}

/** A YAML file of head, as it is. The path is that of the repository. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
}

/** An entry with the file that it stands in. */
export interface PlacedEntry {
  readonly path: string;
  readonly lines: readonly string[];
  readonly entry: YamlEntry;
}

/** The entry of an object by the top key and the name that it stands under, `models orders`; null for a name written twice. */
export type YamlIndex = ReadonlyMap<string, PlacedEntry | null>;

/** The top keys under which objects with columns stand. */
const SECTIONS: ReadonlySet<string> = new Set(["models", "seeds", "snapshots"]);

/** Reads every file once. One with other line ends, which a suggestion could not keep, is left out. */
export function indexYaml(files: readonly YamlFile[]): YamlIndex {
  const index = new Map<string, PlacedEntry | null>();
  for (const { path, text } of files) {
    if (text.length > MAX_TEXT || /[\r\t]/u.test(text)) continue;
    const lines = text.split("\n");
    for (const [section, key] of keysAt(lines, 0, [1, lines.length + 1])) {
      if (!SECTIONS.has(section)) continue;
      for (const entry of entriesUnder(lines, key)) {
        const named = `${section} ${entry.name}`;
        index.set(named, index.has(named) ? null : { path, lines, entry });
      }
    }
  }
  return index;
}

/** The column of a name in the entry of an object, letter case aside. */
export function columnEntry({ lines, entry }: PlacedEntry, name: string): YamlEntry | undefined {
  const key = entry.keys.get("columns");
  if (key === undefined) return undefined;
  const wanted = name.toLowerCase();
  return entriesUnder(lines, key).find((column) => column.name.toLowerCase() === wanted);
}

type Range = readonly [from: number, to: number];

function entriesUnder(lines: readonly string[], { from, to }: YamlKey): readonly YamlEntry[] {
  const starts: number[] = [];
  let dash: number | null = null;
  for (let line = from; line < to; line += 1) {
    const text = lines[line - 1] ?? "";
    if (isBlank(text)) continue;
    dash ??= indentOf(text);
    if (indentOf(text) === dash && text.trimStart().startsWith("- ")) starts.push(line);
  }
  return starts.flatMap((start, index) => entryIn(lines, [start, starts[index + 1] ?? to]) ?? []);
}

function entryIn(lines: readonly string[], [start, end]: Range): YamlEntry | undefined {
  const [, lead = "", written = ""] = /^( *- +)name:\s+(.+)$/u.exec(lines[start - 1] ?? "") ?? [];
  const name = scalar(written);
  if (name === "") return undefined;
  return { name, line: start, indent: lead.length, keys: keysAt(lines, lead.length, [start + 1, end]) };
}

/** The keys with exactly this indentation; text of several lines stands deeper. */
function keysAt(lines: readonly string[], indent: number, [from, to]: Range): ReadonlyMap<string, YamlKey> {
  const found: { name: string; line: number; value: string }[] = [];
  for (let line = from; line < to; line += 1) {
    const text = lines[line - 1] ?? "";
    if (isBlank(text) || indentOf(text) !== indent) continue;
    const [, name, value = ""] = /^([\w-]+):(?:\s+(.*))?$/u.exec(text.trim()) ?? [];
    if (name !== undefined) found.push({ name, line, value: scalar(value) });
  }
  return new Map(
    found.map(({ name, line, value }, index) => {
      const inside = { from: line + 1, to: withoutBlankEnd(lines, [line + 1, found[index + 1]?.line ?? to]) };
      return [name, { line, value, ...inside }];
    }),
  );
}

function withoutBlankEnd(lines: readonly string[], [from, to]: Range): number {
  let end = to;
  while (end > from && isBlank(lines[end - 2] ?? "")) end -= 1;
  return end;
}

function isBlank(line: string): boolean {
  return /^\s*(?:#.*)?$/u.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A plain or quoted scalar of one line, without a comment. */
function scalar(written: string): string {
  const text = written.trim();
  const [, quote, inside] = /^(["'])(.*?)\1(?:\s#.*)?$/u.exec(text) ?? [];
  return quote === undefined ? text.replace(/(?:^|\s)#.*$/u, "").trimEnd() : (inside ?? "");
}
