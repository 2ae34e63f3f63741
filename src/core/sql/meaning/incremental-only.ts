import { incrementalParts } from "../../diff/incremental-parts.ts";
import { edit, writtenIn, type SqlEdit } from "../compare/edit.ts";
import { squashed, type RawCode } from "./development-rows.ts";

/**
 * An edit of a clause without what only an incremental run compiles, which stands in an `is_incremental()` part and nowhere
 * else; null where nothing is left. What that means is the business of `incremental-logic-changed`.
 */
export function withoutIncremental(whole: SqlEdit, raw: RawCode): SqlEdit | null {
  const { kind, scope, line = null } = whole;
  const texts = writtenIn(whole);
  const [before, after] = [outside(texts.before, raw.base), outside(texts.after, raw.head)];
  // The same text stands for something else: what it reads differs outside as well.
  if (before === null && after === null) return whole.written === undefined ? null : whole;
  const isWhole = before === (texts.before ?? null) && after === (texts.after ?? null);
  return isWhole ? whole : edit(kind, scope, { before, after, line });
}

function outside(text: string | undefined, code: string | null): string | null {
  return text === undefined || standsInside(text, code) ? null : text;
}

/**
 * Whether an edit is about the one nameless value of a subquery, `select max(id) - 2`, where the part of incremental runs
 * changed: it is the bound from which such a run reads.
 */
export function isBound(bound: SqlEdit, raw: RawCode): boolean {
  const { before, after } = writtenIn(bound);
  const isNameless = (text: string | undefined): boolean => / as _col_\d+$/u.test(text ?? "");
  if (!SUBQUERY.test(bound.scope) || !isNameless(before) || !isNameless(after)) return false;
  return incrementalParts(raw.base).key.inside !== incrementalParts(raw.head).key.inside;
}

/** Evidence shows a subquery as `(select …)`: what stands around it is looked for. */
function standsInside(text: string | undefined, code: string | null): boolean {
  if (text === undefined || code?.includes("is_incremental") !== true) return false;
  const { inside, outside } = incrementalParts(code);
  const [within, without] = [squashed(inside), squashed(outside)];
  const pieces = text.split("…").map(squashed);
  return pieces.every((piece) => within.includes(piece)) && !pieces.every((piece) => without.includes(piece));
}

const SUBQUERY = /\/subquery(?:\[\d+\])?(?:~\d+)?$/u;
