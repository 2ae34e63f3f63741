import { joinText } from "../compare/compare-inputs.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import { withoutOccurrence } from "../compare/side.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import { fixedColumns } from "./fixed-columns.ts";
import { joinsOneRow, uniqueSetsIn, type UniqueSets } from "./unique-sets.ts";

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
  const { base, head } = scopesOf(edit, comparison);
  const joined = (head?.inputs ?? []).filter((input) => isMeant(input, edit.after));
  if (edit.after === undefined) {
    const dropped = base?.inputs.find((input) => joinText(input) === edit.before);
    return dropped !== undefined &&
      base !== null &&
      isIdle(dropped, base, setsOf("base", comparison, declared))
      ? "none"
      : "join";
  }
  if (head === null) return "join";
  const sets = setsOf("head", comparison, declared);
  const fansOut = joined.some(
    (input) => !joinsOneRow(input, head, sets) && isLooser(input, head, { base, comparison }),
  );
  if (fansOut) return "fan_out";
  const idle =
    edit.before === undefined && joined.length > 0 && joined.every((input) => isIdle(input, head, sets));
  return idle ? "none" : "join";
}

/** A left join that neither drops nor repeats rows. */
function isIdle(input: ScopeInput, scope: ScopeFacts, sets: UniqueSets): boolean {
  return /left/u.test(input.join?.kind ?? "") && joinsOneRow(input, scope, sets);
}

function setsOf(side: "base" | "head", { sides }: Comparison, declared: DeclaredUniqueness): UniqueSets {
  return uniqueSetsIn(sides[side].scopes, declared[side]);
}

interface Scopes {
  readonly base: ScopeFacts | null;
  readonly head: ScopeFacts | null;
}

/** The scope of an edit on both sides, null where a side has none. */
export function scopesOf({ scope }: SqlEdit, { pairs, sides }: Comparison): Scopes {
  const pair = pairs.find(({ head }) => head.path === scope);
  if (pair !== undefined) return pair;
  const head = sides.head.scopes.get(scope) ?? null;
  return { head, base: head === null ? (sides.base.scopes.get(scope) ?? null) : null };
}

/** Whether the text of an edit names this join; where inner joins changed, it holds their conditions alone. */
function isMeant(input: ScopeInput, text: string | undefined): boolean {
  if (text === undefined || input.join === null) return false;
  return joinText(input) === text || (!/^(?:from|[\w ]+ join) /u.test(text) && input.join.on.length > 0);
}

/** Whether a join is new, or no longer asks for a column that it asked for. */
function isLooser(
  input: ScopeInput,
  head: ScopeFacts,
  { base, comparison }: { readonly base: ScopeFacts | null; readonly comparison: Comparison },
): boolean {
  const name = comparison.sides.head.source(input.source);
  const was = base?.inputs.find(({ source }) => comparison.sides.base.source(source) === name);
  if (was === undefined || base === null) return true;
  const now = fixedColumns(input, head);
  return [...fixedColumns(was, base)].some((column) => !now.has(column));
}

/** The sources of a scope whose columns an outer join leaves null, without the number of their occurrence. */
export function nullableSources({ inputs }: ScopeFacts): ReadonlySet<string> {
  const nullable = new Set<string>();
  const before: string[] = [];
  for (const { source, join } of inputs) {
    const kind = join?.kind ?? "";
    const bare = withoutOccurrence(source);
    if (/left|full/u.test(kind)) nullable.add(bare);
    if (/right|full/u.test(kind)) for (const other of before) nullable.add(other);
    before.push(bare);
  }
  return nullable;
}
