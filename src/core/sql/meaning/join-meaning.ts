import { joinText } from "../compare/compare-inputs.ts";
import type { Comparison } from "../compare/comparison.ts";
import { writtenIn, type SqlEdit } from "../compare/edit.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import { fixedColumns } from "./fixed-columns.ts";
import { uniquenessIn, type Uniqueness, type UniqueSets } from "./unique-sets.ts";

/** What is declared to be unique, by relation, on each side. */
export interface DeclaredUniqueness {
  readonly base: UniqueSets;
  readonly head: UniqueSets;
}

/**
 * What another join does: `fan_out` where a row can now meet several rows that it did not meet; `join` where rows are
 * lost or nulls gained; `none` for a left join that meets at most one row: it only adds or drops columns.
 */
export function joinMeaning(
  edit: SqlEdit,
  comparison: Comparison,
  declared: DeclaredUniqueness,
): "fan_out" | "join" | "none" {
  const { after } = writtenIn(edit);
  if (after === undefined) return goneMeaning(edit, comparison, declared.base);
  const { base, head } = scopesOf(edit, comparison);
  if (head === null) return "join";
  const uniqueness = uniquenessIn(comparison.sides.head.scopes, declared.head);
  const joined = head.inputs.filter((input) => isMeant(input, after));
  const isLooser = (input: ScopeInput): boolean => asksForLess(input, head, { base, comparison });
  if (joined.some((input) => !uniqueness.joinsOneRow(input, head) && isLooser(input))) return "fan_out";
  const isAdded = edit.before === undefined && joined.length > 0;
  return isAdded && joined.every((input) => isIdle(input, head, uniqueness)) ? "none" : "join";
}

function goneMeaning(edit: SqlEdit, comparison: Comparison, declared: UniqueSets): "join" | "none" {
  const { base } = scopesOf(edit, comparison);
  const gone = base?.inputs.find((input) => joinText(input) === edit.before);
  if (gone === undefined || base === null) return "join";
  return isIdle(gone, base, uniquenessIn(comparison.sides.base.scopes, declared)) ? "none" : "join";
}

/** A left join that neither drops nor repeats rows. */
function isIdle(input: ScopeInput, scope: ScopeFacts, { joinsOneRow }: Uniqueness): boolean {
  return /left/u.test(input.join?.kind ?? "") && joinsOneRow(input, scope);
}

interface ScopeOnBoth {
  readonly base: ScopeFacts | null;
  readonly head: ScopeFacts | null;
}

/** The scope of an edit on both sides, null where a side has none. */
export function scopesOf({ scope }: SqlEdit, { pairs, sides }: Comparison): ScopeOnBoth {
  const pair = pairs.find(({ head }) => head.path === scope);
  if (pair !== undefined) return pair;
  const head = sides.head.scopes.get(scope) ?? null;
  return { head, base: head === null ? (sides.base.scopes.get(scope) ?? null) : null };
}

/** Whether the text of an edit names this join; where inner joins changed, it holds their conditions alone. */
function isMeant(input: ScopeInput, text: string): boolean {
  if (input.join === null) return false;
  return joinText(input) === text || (!/^(?:from|[\w ]+ join) /u.test(text) && input.join.on.length > 0);
}

/** Whether a join is new, or no longer asks for a column that it asked for. */
function asksForLess(
  input: ScopeInput,
  head: ScopeFacts,
  { base, comparison }: { readonly base: ScopeFacts | null; readonly comparison: Comparison },
): boolean {
  const { sides } = comparison;
  const was = base === null ? null : twinOf(input, base, comparison);
  if (was === null || base === null) return true;
  const now = fixedColumns(input, head, sides.head.scopes);
  return [...fixedColumns(was, base, sides.base.scopes)].some((column) => !now.has(column));
}

/** The relation of base's scope that is read in the place of one of head's; null where there is none. */
export function twinOf({ source }: ScopeInput, base: ScopeFacts, { sides }: Comparison): ScopeInput | null {
  const name = sides.head.source(source);
  return base.inputs.find((input) => sides.base.source(input.source) === name) ?? null;
}
