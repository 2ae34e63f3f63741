import type { Stretch } from "./clauses.ts";
import { Unsure, type Pieces } from "./cursor.ts";
import { FOREIGN, type Input, type Offer } from "./scope.ts";
import { JOIN_WORDS } from "./words.ts";

/** What a FROM clause is read with. */
export interface FromReader {
  readonly pieces: Pieces;
  readonly table: (parts: readonly string[]) => Offer;
  readonly query: (stretch: Stretch) => Offer;
}

/** The relations of a FROM clause, and the expressions in it, which are read once all relations are known. */
export interface FromClause {
  readonly inputs: readonly Input[];
  readonly conditions: readonly Stretch[];
}

/** Throws `Unsure` for what it does not take: PIVOT, names given to the columns of a relation, LATERAL VIEW. */
export function readFrom(stretch: Stretch, reader: FromReader): FromClause {
  const inputs: Input[] = [];
  const conditions: Stretch[] = [];
  for (let at = stretch.from; at < stretch.to;) {
    const one = readRelation({ from: skipLateral(at, reader.pieces), to: stretch.to }, reader);
    inputs.push(...one.inputs);
    conditions.push(...one.conditions);
    const condition = conditionAt(one.end, stretch.to, reader.pieces);
    if (condition !== null) conditions.push(condition);
    at = nextRelation(condition?.to ?? one.end, stretch.to, reader.pieces);
  }
  return { inputs, conditions };
}

interface ReadRelation extends FromClause {
  readonly end: number;
}

function readRelation({ from: at, to }: Stretch, reader: FromReader): ReadRelation {
  const { pieces } = reader;
  if (pieces.isMark(at, "(")) return readBracket({ from: at, to }, reader);
  if (!pieces.isName(at)) throw new Unsure("a relation without a name");
  const { parts, end } = pieces.path(at);
  if (pieces.isMark(end, "(")) {
    const args = { from: end + 1, to: pieces.closing(end) };
    const { label, end: after } = aliasAt({ from: pieces.after(end), to }, pieces, true);
    return { inputs: [{ label: label ?? "", offer: FOREIGN }], conditions: [args], end: after };
  }
  const { label, end: after } = aliasAt({ from: end, to }, pieces, false);
  const name = label ?? parts.at(-1) ?? "";
  return { inputs: [{ label: name, offer: reader.table(parts) }], conditions: [], end: after };
}

function readBracket({ from: at, to }: Stretch, reader: FromReader): ReadRelation {
  const { pieces } = reader;
  const inside = { from: at + 1, to: pieces.closing(at) };
  const { label, end } = aliasAt({ from: pieces.after(at), to }, pieces, false);
  if (!pieces.beginsQuery(at + 1)) return { ...readFrom(inside, reader), end };
  return { inputs: [{ label: label ?? "", offer: reader.query(inside) }], conditions: [], end };
}

interface Alias {
  readonly label: string | null;
  readonly end: number;
}

/** A name given to a relation. Names given to its columns too are taken only where its own are not known anyway. */
function aliasAt({ from: at, to }: Stretch, pieces: Pieces, mayListColumns: boolean): Alias {
  // What follows the clause is the next one.
  if (at >= to) return { label: null, end: at };
  if (pieces.kind(at) === "word" && NOT_READ.has(pieces.key(at))) throw new Unsure(pieces.key(at));
  const isSaid = pieces.isWord(at, "as");
  const place = isSaid ? at + 1 : at;
  const isAlias =
    pieces.kind(place) === "name" || (pieces.kind(place) === "word" && !FOLLOWS.has(pieces.key(place)));
  if (!isAlias) return { label: null, end: at };
  const end = place + 1;
  if (!pieces.isMark(end, "(")) return { label: pieces.key(place), end };
  if (!mayListColumns) throw new Unsure("names given to the columns of a relation");
  return { label: pieces.key(place), end: pieces.after(end) };
}

const NOT_READ = new Set([
  "pivot",
  "unpivot",
  "match_recognize",
  "tablesample",
  "sample",
  "at",
  "before",
  "for",
]);
const FOLLOWS: ReadonlySet<string> = new Set([...JOIN_WORDS, "on", "using", "lateral", "with"]);

/** `lateral` before a subquery or a call says nothing that matters; Spark's LATERAL VIEW is another thing. */
function skipLateral(at: number, pieces: Pieces): number {
  if (!pieces.isWord(at, "lateral")) return at;
  if (pieces.isWord(at + 1, "view")) throw new Unsure("lateral view");
  return at + 1;
}

/** What follows ON or USING, up to the next relation. */
function conditionAt(at: number, to: number, pieces: Pieces): Stretch | null {
  if (!pieces.isWord(at, "on") && !pieces.isWord(at, "using")) return null;
  let end = at + 1;
  while (end < to && !beginsRelation(end, pieces)) end = pieces.after(end);
  return { from: at + 1, to: end };
}

function beginsRelation(at: number, pieces: Pieces): boolean {
  if (pieces.isMark(at, ",")) return true;
  return pieces.kind(at) === "word" && JOIN_WORDS.has(pieces.key(at)) && !pieces.isMark(at + 1, "(");
}

function nextRelation(at: number, to: number, pieces: Pieces): number {
  if (at >= to) return to;
  if (!beginsRelation(at, pieces)) throw new Unsure(`${pieces.key(at)} in FROM`);
  let place = at + 1;
  while (pieces.kind(place) === "word" && JOIN_WORDS.has(pieces.key(place))) place += 1;
  return place;
}
