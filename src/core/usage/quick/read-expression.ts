import type { Stretch } from "./clauses.ts";
import { Unsure, type Pieces } from "./cursor.ts";
import type { Found } from "./found.ts";
import { findLabel, findName, targetsOf, type Scope, type Target } from "./scope.ts";
import { AGGREGATES, MAYBE_NOT, RESERVED } from "./words.ts";

/** What an expression is read with. `query`: reads a query inside it. */
export interface ExpressionReader {
  readonly pieces: Pieces;
  readonly found: Found;
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
function isSkipped(pieces: Pieces, at: number): boolean {
  const next = at + 1;
  if (pieces.isMark(next, "=>") || pieces.isMark(at - 1, "::")) return true;
  if (pieces.isWord(at - 1, "as") || pieces.isWord(at - 1, "over")) return true;
  if (pieces.kind(next) === "string" && MAYBE_NOT.has(pieces.key(at))) return true;
  if (pieces.isWord(at - 2, "extract") && pieces.isMark(at - 1, "(")) return true;
  return RESERVED.has(pieces.key(at)) && !pieces.isMark(next, ".");
}

function readPath(at: number, scope: Scope, reader: ExpressionReader): number {
  const { pieces, found } = reader;
  const { parts, end } = pieces.path(at);
  if (pieces.isMark(end, "(")) {
    noteAggregate(at, scope, reader);
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

/** `sum(o.amount)`, `count(*)`: an aggregate over a column as it is. Anything longer is not told. */
function noteAggregate(at: number, scope: Scope, { pieces, found }: ExpressionReader): void {
  if (!AGGREGATES.has(pieces.key(at))) return;
  const isDistinct = pieces.isWord(at + 2, "distinct");
  const aggregate = isDistinct ? `${pieces.key(at)}_distinct` : pieces.key(at);
  const argument = { from: at + (isDistinct ? 3 : 2), to: pieces.closing(at + 1) };
  const target = pieces.isMark(argument.from, "*") ? rowsOf(scope) : columnIn(argument, scope, pieces);
  if (target !== null) found.aggregate({ uniqueId: target.uniqueId, aggregate, expr: target.column });
}

/** The rows of the only table that a SELECT reads. */
function rowsOf({ inputs }: Scope): Target | null {
  const [only, ...others] = inputs;
  const table = only?.offer.table ?? null;
  return table === null || others.length > 0 ? null : { uniqueId: table.uniqueId, column: "*" };
}

/** The column that a stretch is, where it is nothing else. */
function columnIn({ from, to }: Stretch, scope: Scope, pieces: Pieces): Target | null {
  if (!pieces.isName(from)) return null;
  const { parts, end } = pieces.path(from);
  const [target, ...others] = end === to ? findColumn(parts, scope, true) : [];
  return target === undefined || others.length > 0 ? null : target;
}
