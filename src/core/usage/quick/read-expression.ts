import type { Stretch } from "./clauses.ts";
import { Unsure, type Pieces } from "./cursor.ts";
import type { Found } from "./found.ts";
import { findLabel, findName, targetsOf, type Scope, type Target } from "./scope.ts";
import { AGGREGATES, MAYBE_NOT, RESERVED } from "./words.ts";

/** What an expression is read with. `query`: reads a query inside it. */
export interface ExpressionReader {
  readonly pieces: Pieces;
  readonly found: Found;
  /** Takes the places of calls of aggregates. */
  readonly calls: number[];
  readonly query: (stretch: Stretch, outer: Scope) => void;
}

/** Notes every column that an expression names. */
export function readExpression(stretch: Stretch, scope: Scope, reader: ExpressionReader): void {
  const { pieces } = reader;
  for (let at = stretch.from; at < stretch.to;) at = step(at, scope, reader);
  if (pieces.isMark(stretch.from, "@")) throw new Unsure("a stage");
}

/** Reads one piece and gives the place after it. */
function step(at: number, scope: Scope, reader: ExpressionReader): number {
  const { pieces } = reader;
  if (pieces.isMark(at, "(") && pieces.beginsQuery(at + 1)) {
    reader.query({ from: at + 1, to: pieces.closing(at) }, scope);
    return pieces.after(at);
  }
  if (pieces.isMark(at, ":") && !pieces.isMark(at + 1, ":")) return afterPath(pieces, at);
  refuseLambda(pieces, at);
  // A name after a dot that no name stands before is a field: `items[0].price`.
  if (!pieces.isName(at) || pieces.isMark(at - 1, ".")) return at + 1;
  return pieces.kind(at) === "word" && isSkipped(pieces, at) ? at + 1 : readPath(at, scope, reader);
}

function refuseLambda(pieces: Pieces, at: number): void {
  if (pieces.isMark(at, "->") || pieces.isMark(at, "{")) throw new Unsure("a lambda or a literal of its own");
}

/** `payload:items.price`: what follows the colon is no column. */
function afterPath(pieces: Pieces, at: number): number {
  return pieces.isName(at + 1) ? pieces.path(at + 1).end : at + 1;
}

/** Words that are no column here: keywords, types after `as` and `::`, names of arguments, `date '2026-01-01'`. */
export function isSkipped(pieces: Pieces, at: number): boolean {
  const next = at + 1;
  if (pieces.isMark(next, "=>") || pieces.isMark(at - 1, "::")) return true;
  if (pieces.isWord(at - 1, "as") || pieces.isWord(at - 1, "over")) return true;
  if (pieces.kind(next) === "string" && MAYBE_NOT.has(pieces.key(at))) return true;
  if (pieces.isWord(at - 2, "extract") && pieces.isMark(at - 1, "(")) return true;
  return RESERVED.has(pieces.key(at)) && !pieces.isMark(next, ".");
}

function readPath(at: number, scope: Scope, reader: ExpressionReader): number {
  const { pieces, found, calls } = reader;
  const { parts, end } = pieces.path(at);
  if (pieces.isMark(end, "(")) {
    if (AGGREGATES.has(pieces.key(at))) calls.push(at);
    return end;
  }
  found.columns(findColumn(parts, scope, pieces.kind(at) === "name"));
  return end;
}

/** A column by its path: `amount`, `o.amount`, `marts.orders.amount`, or a column with a path into its value. */
function findColumn(parts: readonly string[], scope: Scope, isQuoted: boolean): readonly Target[] {
  for (const [index, part] of parts.entries()) {
    const column = parts[index + 1];
    const offer = column === undefined ? null : findLabel(part, scope);
    if (offer !== null && column !== undefined) return targetsOf(offer, column);
  }
  const [name = ""] = parts;
  const targets = findName(name, scope);
  // A part of a date is taken for a column only where a table is known to have it.
  const doubtful = !isQuoted && MAYBE_NOT.has(name) && scope.inputs.some(({ offer }) => offer.open);
  return doubtful ? [] : targets;
}
