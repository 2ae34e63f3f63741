import { Dict } from "../dict.ts";
import { Refusal } from "../refusal.ts";
import { listOf, type Value } from "../values.ts";
import { blockScalar } from "./block-scalar.ts";
import { DEEPEST, readFlow } from "./flow.ts";
import { Lines, type Line } from "./lines.ts";
import { plainScalar } from "./plain-scalar.ts";
import { quotedScalar } from "./quoted-scalar.ts";

/**
 * What a YAML text says, as templates write it: maps and lists in blocks or brackets, scalars, texts in quotes and in
 * blocks. Undefined where it is no YAML, or in a form that is not read: anchors, tags, several documents.
 */
export function readYaml(text: string): Value | undefined {
  try {
    const lines = new Lines(text);
    if (lines.peek()?.text === "---") lines.take();
    const value = readBlock(lines, 0, 0);
    return lines.peek() === null ? value : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A value that is indented by `least` or more; null where there is none. */
function readBlock(lines: Lines, least: number, depth: number): Value {
  const line = lines.peek();
  if (line === null || line.indent < least) return null;
  if (depth > DEEPEST) throw new Refusal("YAML is nested too deeply.");
  if (isItem(line)) return readItems(lines, line.indent, depth);
  if (splitEntry(line.text) !== null) return readEntries(lines, line.indent, depth);
  lines.take();
  return readScalar(line.text, lines, least - 1);
}

function isItem({ text }: Line): boolean {
  return text === "-" || text.startsWith("- ");
}

function readItems(lines: Lines, indent: number, depth: number): Value {
  const items: Value[] = [];
  for (
    let line = lines.peek();
    line !== null && line.indent === indent && isItem(line);
    line = lines.peek()
  ) {
    const rest = line.text.slice(1).trimStart();
    if (rest === "") lines.take();
    else lines.takeBefore(rest);
    items.push(readBlock(lines, indent + 1, depth + 1));
  }
  return listOf(items);
}

function readEntries(lines: Lines, indent: number, depth: number): Value {
  const dict = new Dict();
  for (let line = lines.peek(); line !== null && line.indent === indent; line = lines.peek()) {
    const entry = isItem(line) ? null : splitEntry(line.text);
    if (entry === null) throw new Refusal("A line of a map in YAML has no key.");
    lines.take();
    dict.set(entry.key, readEntry(entry.rest, lines, { indent, depth }));
  }
  return dict;
}

interface Place {
  readonly indent: number;
  readonly depth: number;
}

/** What stands after a colon, or below. The items of a list may stand below their key without being indented. */
function readEntry(rest: string, lines: Lines, { indent, depth }: Place): Value {
  if (rest !== "") return readScalar(rest, lines, indent);
  const next = lines.peek();
  if (next !== null && next.indent === indent && isItem(next)) return readItems(lines, indent, depth + 1);
  return readBlock(lines, indent + 1, depth + 1);
}

/** A scalar or what stands in brackets, with the lines that go on with it: those indented further than `indent`. */
function readScalar(text: string, lines: Lines, indent: number): Value {
  if (/^[|>]/u.test(text)) return blockScalar(text, lines, indent);
  const parts = [text];
  let open = openIn(text);
  // A bracket may be closed at any indention.
  for (let line = lines.peek(); line !== null && (open > 0 || line.indent > indent); line = lines.peek()) {
    parts.push(line.text);
    open += openIn(line.text);
    lines.take();
  }
  if (/^["'[{]/u.test(text)) return readFlow(parts.join("\n"));
  if (OTHER_FORMS.test(text) || parts.some((part) => splitEntry(part) !== null)) {
    throw new Refusal("This form of YAML is not read.");
  }
  return plainScalar(parts.join(" "));
}

/** Anchors, aliases, tags, and the marks of documents. */
const OTHER_FORMS = /^(?:[&*!%@`]|(?:---|\.\.\.)(?:\s|$))/u;

/** How many brackets a line opens that it does not close. */
function openIn(text: string): number {
  const bare = text.replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"/gu, "");
  return (bare.match(/[[{]/gu)?.length ?? 0) - (bare.match(/[\]}]/gu)?.length ?? 0);
}

interface EntryText {
  readonly key: Value;
  readonly rest: string;
}

/** The key of a line and what stands after its colon; null where it has none. */
function splitEntry(text: string): EntryText | null {
  if (/^["']/u.test(text)) {
    const quoted = quotedScalar(text, 0);
    const rest = /^\s*:(?:\s+|$)/u.exec(text.slice(quoted.end));
    return rest === null ? null : { key: quoted.text, rest: text.slice(quoted.end + rest[0].length) };
  }
  if (/^[[{&*!|>%@`?]/u.test(text)) return null;
  const colon = text.search(/:(?:\s|$)/u);
  if (colon < 1) return null;
  const key = text.slice(0, colon).trimEnd();
  if (key === "<<") throw new Refusal("This form of YAML is not read.");
  return { key: plainScalar(key), rest: text.slice(colon + 1).trim() };
}
