import { namesMembers } from "./type-families.ts";

/** A data type as written, taken apart. */
export interface DataType {
  /** Lower case, words parted by one blank, without parentheses: `timestamp with time zone` for `TIMESTAMP(3) WITH TIME ZONE`. */
  readonly name: string;
  /** The numbers in its own parentheses, `[10, 2]` for `numeric(10, 2)`; `max` is infinite. */
  readonly sizes: readonly number[];
  /** What stands in angle brackets, or in parentheses and is no number: members of a struct, elements of an array. */
  readonly members: readonly Member[];
}

/** `name` is null for an element that has none, as in `array<int64>`. */
export interface Member {
  readonly name: string | null;
  readonly type: DataType;
}

/** Types nest a few levels deep; text beyond this comes from nobody's warehouse. */
const MOST_LEVELS = 40;
const MOST_CHARACTERS = 20_000;

/**
 * Takes a data type apart, in one pass and time linear in the text.
 * Never throws: what cannot be read as a type becomes a name of its own.
 */
export function parseType(text: string): DataType {
  // Blanks are folded first, so that no pattern below can look at a run of them twice.
  const whole = text.trim().toLowerCase().replace(/\s+/gu, " ");
  if (whole.length > MOST_CHARACTERS) return { name: whole, sizes: [], members: [] };
  const tokens = whole.match(/[()<>,:]|\[ ?\d* ?\]|[^ ()<>,:[]+|\[/gu) ?? [];
  const reader = { tokens, at: 0, level: 0 };
  const type = readType(reader);
  return reader.at === tokens.length ? type : { name: whole, sizes: [], members: [] };
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  level: number;
}

function readType(reader: Reader): DataType {
  const words: string[] = [];
  const sizes: number[] = [];
  const members: Member[] = [];
  let arrays = 0;
  for (let token = reader.tokens[reader.at]; token !== undefined && !ENDS.has(token);) {
    reader.at += 1;
    if (token === "(" || token === "<") readArguments(reader, { words, sizes, members });
    else if (token.startsWith("[")) arrays += 1;
    else words.push(token);
    token = reader.tokens[reader.at];
  }
  let type: DataType = { name: words.join(" "), sizes, members };
  arrays = Math.min(arrays, MOST_LEVELS);
  for (; arrays > 0; arrays -= 1) type = { name: "array", sizes: [], members: [{ name: null, type }] };
  return type;
}

const ENDS: ReadonlySet<string> = new Set([",", ">", ")", ":"]);

interface Parts {
  readonly words: readonly string[];
  readonly sizes: number[];
  readonly members: Member[];
}

/** Reads what is in brackets, the opening one being behind the reader. */
function readArguments(reader: Reader, parts: Parts): void {
  if (reader.level >= MOST_LEVELS) return;
  reader.level += 1;
  const named = namesMembers(parts.words.join(" "));
  while (reader.at < reader.tokens.length) {
    const member = readMember(reader, named);
    const size = member.name === null ? sizeOf(member.type) : null;
    if (size === null) parts.members.push(member);
    else parts.sizes.push(size);
    const end = reader.tokens[reader.at];
    reader.at += 1;
    if (end !== ",") break;
  }
  reader.level -= 1;
}

/** `a int64`, `a: int` or a bare type. */
function readMember(reader: Reader, named: boolean): Member {
  const first = reader.tokens[reader.at];
  const next = reader.tokens[reader.at + 1];
  const isBare = next === undefined || ENDS.has(next) || next === "(" || next === "<" || next.startsWith("[");
  if (first !== undefined && next === ":") reader.at += 2;
  else if (first !== undefined && named && !isBare) reader.at += 1;
  else return { name: null, type: readType(reader) };
  return { name: first, type: readType(reader) };
}

/** `10`, `max`, `10 char`: the number; null when it is a type. */
function sizeOf(type: DataType): number | null {
  if (type.members.length > 0 || type.sizes.length > 0) return null;
  if (type.name === "max") return Number.POSITIVE_INFINITY;
  const digits = /^-?\d{1,9}(?= |$)/u.exec(type.name)?.[0];
  return digits === undefined ? null : Number(digits);
}
