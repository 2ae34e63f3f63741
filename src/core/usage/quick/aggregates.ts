import { itemsOf, wordIn, type Stretch } from "./clauses.ts";
import type { Pieces } from "./cursor.ts";
import type { Formulas } from "./formulas.ts";
import type { QueryAggregate } from "./found.ts";
import type { Item, Offer, Scope } from "./scope.ts";

/** Where aggregates of one SELECT stand. */
export interface AggregatePlace {
  readonly scope: Scope;
  readonly where: Item | null;
  readonly pieces: Pieces;
  readonly formulas: Formulas;
}

interface Argument {
  readonly aggregate: string;
  readonly stretch: Stretch;
  /** What beside WHERE decides over the rows. */
  readonly conditions: readonly Stretch[];
}

/**
 * What a call of an aggregate computes, in each of the ways in which a metric may say it: `sum(case when paid then amount
 * end)` is the sum of that expression, and the sum of `amount` filtered by `paid`. None for one over a window.
 */
export function aggregatesAt(at: number, place: AggregatePlace): readonly QueryAggregate[] {
  const { pieces, formulas, scope } = place;
  const close = pieces.closing(at + 1);
  const filter = filterAfter(close, pieces);
  if (pieces.isWord((filter?.to ?? close) + 1, "over")) return [];
  const isDistinct = pieces.isWord(at + 2, "distinct");
  const aggregate = isDistinct ? `${pieces.key(at)}_distinct` : pieces.key(at);
  const whole: Argument = {
    aggregate,
    stretch: { from: at + (isDistinct ? 3 : 2), to: close },
    conditions: filter === null ? [] : [filter],
  };
  const around = wheresOf(place);
  return [whole, ...chosen(whole, pieces)].flatMap(({ stretch, conditions }) => {
    const { text, object } = formulas.of({ stretch, scope });
    if (text === null || object === null) return [];
    const items = [...around, ...conditions.map((condition) => ({ stretch: condition, scope }))];
    return [
      { uniqueId: object, aggregate, expr: argumentOf(text), conditions: formulas.conditionsOf(items) },
    ];
  });
}

/** A number counts rows, also where a log holds a placeholder for it. */
export function argumentOf(text: string): string {
  return /^(?:\d+|\$\d+|\?)$/u.test(text) ? "*" : text;
}

/** `filter (where …)` after a call. */
function filterAfter(close: number, pieces: Pieces): Stretch | null {
  const isThere = pieces.isWord(close + 1, "filter") && pieces.isWord(close + 3, "where");
  return isThere ? { from: close + 4, to: pieces.closing(close + 2) } : null;
}

/** The only value that an argument chooses: of `case when … then x end`, `iff(…, x, null)`. */
function chosen(whole: Argument, pieces: Pieces): readonly Argument[] {
  const { aggregate, stretch, conditions } = whole;
  const found = pieces.isWord(stretch.from, "case") ? caseIn(stretch, pieces) : ifIn(stretch, pieces);
  if (found === null || !isNothing(found.otherwise, { aggregate, pieces })) return [];
  return [{ aggregate, stretch: found.value, conditions: [...conditions, found.condition] }];
}

interface Choice {
  readonly condition: Stretch;
  readonly value: Stretch;
  readonly otherwise: Stretch;
}

function caseIn({ from, to }: Stretch, pieces: Pieces): Choice | null {
  if (!pieces.isWord(from + 1, "when") || !pieces.isWord(to - 1, "end")) return null;
  const then = wordIn(pieces, { from: from + 2, to }, "then");
  const otherwise = wordIn(pieces, { from: then + 1, to: to - 1 }, "else");
  const value = { from: then + 1, to: otherwise };
  if (then >= to || hasCase(value, pieces)) return null;
  return { condition: { from: from + 2, to: then }, value, otherwise: { from: otherwise + 1, to: to - 1 } };
}

/** Another WHEN, or a CASE inside. */
function hasCase({ from, to }: Stretch, pieces: Pieces): boolean {
  for (let at = from; at < to; at++) if (pieces.isWord(at, "when") || pieces.isWord(at, "case")) return true;
  return false;
}

function ifIn({ from, to }: Stretch, pieces: Pieces): Choice | null {
  const isCall = pieces.isWord(from, "if") || pieces.isWord(from, "iff");
  if (!isCall || !pieces.isMark(from + 1, "(") || pieces.closing(from + 1) !== to - 1) return null;
  const [condition, value, otherwise = { from: to, to }] = itemsOf(pieces, { from: from + 2, to: to - 1 });
  return condition === undefined || value === undefined ? null : { condition, value, otherwise };
}

/** Left out or NULL; in a sum, zero. */
function isNothing(
  { from, to }: Stretch,
  { aggregate, pieces }: { readonly aggregate: string; readonly pieces: Pieces },
): boolean {
  if (to <= from) return true;
  const isZero = aggregate === "sum" && pieces.spelling(from) === "0";
  return to - from === 1 && (pieces.isWord(from, "null") || isZero);
}

/** Every WHERE that the rows of a SELECT went through, each once. */
function wheresOf({ scope, where }: AggregatePlace): ReadonlySet<Item> {
  const found = new Set<Item>(where === null ? [] : [where]);
  const seen = new Set<Offer>();
  const open = scope.inputs.map(({ offer }) => offer);
  for (let offer = open.pop(); offer !== undefined; offer = open.pop()) {
    if (seen.has(offer)) continue;
    seen.add(offer);
    if (offer.where !== null) found.add(offer.where);
    open.push(...offer.from);
  }
  return found;
}
