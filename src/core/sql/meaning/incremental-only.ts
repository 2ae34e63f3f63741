import { incrementalParts } from "../../diff/incremental-parts.ts";
import type { SqlEdit } from "../compare/edit.ts";
import { squashed, type RawCode } from "./development-rows.ts";

/**
 * An edit of a clause without what only an incremental run compiles, which stands in an `is_incremental()` part and nowhere
 * else; null where nothing is left. What that means is the business of `incremental-logic-changed`.
 */
export function withoutIncremental(edit: SqlEdit, raw: RawCode): SqlEdit | null {
  const { before, after, ...place } = edit;
  const [was, is] = [
    standsInside(before, raw.base) ? undefined : before,
    standsInside(after, raw.head) ? undefined : after,
  ];
  if (was === undefined && is === undefined) return before === after ? edit : null;
  return {
    ...place,
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
  };
}

/**
 * Whether an edit is about the one nameless value of a subquery, `select max(id) - 2`, where the part of incremental runs
 * changed: it is the bound from which such a run reads.
 */
export function isBound({ scope, before, after }: SqlEdit, raw: RawCode): boolean {
  const isNameless = (text: string | undefined): boolean => / as _col_\d+$/u.test(text ?? "");
  if (!SUBQUERY.test(scope) || !isNameless(before) || !isNameless(after)) return false;
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
