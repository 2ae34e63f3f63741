import type { Pieces } from "./cursor.ts";

/** A stretch of pieces, the end not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Clause extends Stretch {
  readonly word: string;
}

/** The branches of a set operation, each a SELECT or a query in brackets. */
export function branchesOf(pieces: Pieces, { from, to }: Stretch): readonly Stretch[] {
  const branches: Stretch[] = [];
  let start = from;
  for (let at = from; at < to; at = pieces.after(at)) {
    if (!beginsBranch(pieces, at)) continue;
    branches.push({ from: start, to: at });
    start = at + 1;
    if (pieces.isWord(start, "all") || pieces.isWord(start, "distinct")) start += 1;
    if (pieces.isWord(start, "by")) start += 2;
  }
  branches.push({ from: start, to });
  return branches;
}

const SET_WORDS = new Set(["union", "intersect", "except", "minus"]);

/** `* except (…)` takes columns away and is no set operation. */
function beginsBranch(pieces: Pieces, at: number): boolean {
  if (pieces.kind(at) !== "word" || !SET_WORDS.has(pieces.key(at))) return false;
  return !pieces.isMark(at - 1, "*");
}

/** The clauses of one SELECT, each without its own words. */
export function clausesOf(pieces: Pieces, { from, to }: Stretch): readonly Clause[] {
  const clauses: { word: string; from: number; to: number }[] = [];
  for (let at = from; at < to; at = pieces.after(at)) {
    const words = clauseAt(pieces, at);
    if (words === 0) continue;
    const last = clauses.at(-1);
    if (last !== undefined) last.to = at;
    clauses.push({ word: pieces.key(at), from: at + words, to });
  }
  return clauses;
}

const ALONE = new Set(["select", "where", "having", "qualify", "limit"]);
const BEFORE_BY = new Set(["group", "order", "cluster", "distribute", "sort"]);

/** How many words begin a clause here; 0 where none begins. */
function clauseAt(pieces: Pieces, at: number): number {
  if (pieces.kind(at) !== "word" || pieces.isMark(at - 1, ".")) return 0;
  const word = pieces.key(at);
  if (ALONE.has(word)) return 1;
  if (BEFORE_BY.has(word)) return pieces.isWord(at + 1, "by") ? 2 : 0;
  if (word === "from") return pieces.isWord(at - 1, "distinct") && pieces.isWord(at - 2, "is") ? 0 : 1;
  return begins(pieces, at, word) ? 1 : 0;
}

function begins(pieces: Pieces, at: number, word: string): boolean {
  if (word === "window") return pieces.isName(at + 1) && pieces.isWord(at + 2, "as");
  if (word === "offset") return pieces.kind(at + 1) === "number" || pieces.kind(at + 1) === "string";
  return word === "fetch" && (pieces.isWord(at + 1, "first") || pieces.isWord(at + 1, "next"));
}

/** Parts of a stretch between commas. */
export function itemsOf(pieces: Pieces, { from, to }: Stretch): readonly Stretch[] {
  const items: Stretch[] = [];
  let start = from;
  for (let at = from; at < to; at = pieces.after(at)) {
    if (!pieces.isMark(at, ",")) continue;
    items.push({ from: start, to: at });
    start = at + 1;
  }
  if (start < to) items.push({ from: start, to });
  return items;
}

/** A stretch without the brackets that go around the whole of it. */
export function unbracket(pieces: Pieces, { from, to }: Stretch): Stretch {
  const isWhole = pieces.isMark(from, "(") && pieces.after(from) === to;
  return isWhole ? unbracket(pieces, { from: from + 1, to: to - 1 }) : { from, to };
}

/** The conditions that AND joins; all in one where an OR stands among them. */
export function conjunctsOf(pieces: Pieces, whole: Stretch): readonly Stretch[] {
  const { from, to } = unbracket(pieces, whole);
  if (wordIn(pieces, { from, to }, "or") < to) return [{ from, to }];
  const first = wordIn(pieces, { from, to }, "and");
  if (first >= to) return [{ from, to }];
  return [
    { from, to: first },
    { from: first + 1, to },
  ].flatMap((part) => conjunctsOf(pieces, part));
}

/** The place of a word outside of brackets; the end of the stretch where it does not stand there. */
export function wordIn(pieces: Pieces, { from, to }: Stretch, word: string): number {
  for (let at = from; at < to; at = pieces.after(at)) if (pieces.isWord(at, word)) return at;
  return to;
}
