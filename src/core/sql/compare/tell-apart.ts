import { shortened } from "../../shortened.ts";
import { walkExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import { ownerOf } from "../meaning/origins.ts";
import type { Expr } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { LONGEST } from "./print.ts";
import { pathOf, withoutOccurrence, type SqlSide } from "./side.ts";
import {
  asCompared,
  asWritten,
  asWrittenWhole,
  isRef,
  shortName,
  withOrigins,
  withSources,
  type Naming,
  type Words,
} from "./words.ts";

/** What an edit says of one side, in the words that it is given; null where that side has nothing. */
export type Telling = (words: Words) => string | null;

/**
 * The texts of an edit, which are never the same: as written if that differs, else with as much as tells them apart. An
 * author writes `postcode` for a column of one relation and of another.
 */
export function tellApart(
  before: Telling,
  after: Telling,
  pair: ScopePair,
): { readonly before: string | null; readonly after: string | null; readonly written?: string } {
  const texts = { before: before(asWritten), after: after(asWritten) };
  const written = texts.before;
  if (written === null || written !== texts.after) return texts;
  for (const words of wordings(before, after, pair)) {
    const [was, is] = [before(words.base) ?? "", after(words.head) ?? ""];
    if (was !== is) return { ...shortened(was, is, 2 * LONGEST), written };
  }
  return texts;
}

interface BothWords {
  readonly base: Words;
  readonly head: Words;
}

/** The words of both sides, from those that say the least to those that say all. */
function wordings(before: Telling, after: Telling, pair: ScopePair): readonly BothWords[] {
  const { base, head, sides } = pair;
  const [own, other] = [refsIn(before, sides.base), refsIn(after, sides.head)];
  const words = (of: (side: SqlSide, scope: ScopeFacts) => Naming): BothWords => ({
    base: withSources(sides.base, of(sides.base, base)),
    head: withSources(sides.head, of(sides.head, head)),
  });
  const isDifferent = (side: SqlSide, expr: Expr): boolean =>
    isRef(expr) && !(side === sides.base ? other : own).has(side.text(expr));
  return [
    { base: asWrittenWhole, head: asWrittenWhole },
    words((side) => ({ source: shortName, isNamed: (expr) => isDifferent(side, expr) })),
    words(() => ({ source: shortName, isNamed: isRef })),
    words((side) => ({
      source: (source) => fullName(side === sides.base ? inHead(source, sides.head) : source),
      isNamed: isRef,
    })),
    words((side, scope) => ({ source: (source) => labelOf(source, scope, side), isNamed: isRef })),
    { base: withOrigins(sides.base), head: withOrigins(sides.head) },
    { base: asCompared(sides.base), head: asCompared(sides.head) },
  ];
}

function refsIn(telling: Telling, { text }: SqlSide): ReadonlySet<string> {
  const found = new Set<string>();
  const exprs = (all: readonly Expr[]): string => {
    for (const expr of all) walkExpr(expr, (each) => isRef(each) && found.add(text(each)));
    return "";
  };
  telling({ ...asWritten, exprs });
  return found;
}

/** What the FROM clause calls it: a relation that is read twice has but one name. */
function labelOf(source: string, scope: ScopeFacts, { scopes }: SqlSide): string {
  return ownerOf({ source }, scope, scopes)?.label ?? shortName(source);
}

/** What head calls a scope of base: a CTE may have the name that another one had. */
function inHead(source: string, { scopes, source: inBase }: SqlSide): string {
  return [...scopes.keys()].map((path) => `@${path}`).find((name) => inBase(name) === source) ?? source;
}

function fullName(source: string): string {
  return pathOf(source) ?? withoutOccurrence(source);
}
