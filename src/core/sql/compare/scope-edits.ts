import type { ScopeFacts } from "../facts.ts";
import { compareClauses } from "./compare-clauses.ts";
import { compareInputs } from "./compare-inputs.ts";
import { isReached, type Comparison } from "./comparison.ts";
import type { SqlEdit } from "./edit.ts";
import { withoutIdleConditions } from "./idle-conditions.ts";

/** What differs in what the scopes read and which rows they keep. */
export function scopeEdits(comparison: Comparison): readonly SqlEdit[] {
  const pairs = comparison.pairs.filter((pair) => isReached(pair, comparison));
  const seen = new Set(pairs.flatMap(({ base, head }) => [`base ${base.path}`, `head ${head.path}`]));
  return pairs.map(withoutIdleConditions).flatMap((pair) => {
    const { edits, between } = compareInputs(pair);
    return [
      ...edits,
      ...compareClauses(pair),
      ...between.head.flatMap((path) => loneEdits(path, "head", { comparison, seen })),
      ...between.base.flatMap((path) => loneEdits(path, "base", { comparison, seen })),
    ];
  });
}

/** A scope that only one side has, between a reader and what both read: all that it does is new, or lost. */
function loneEdits(
  path: string,
  side: "base" | "head",
  { comparison, seen }: { readonly comparison: Comparison; readonly seen: Set<string> },
): readonly SqlEdit[] {
  const own = comparison.sides[side];
  const scope = own.scopes.get(path);
  if (scope === undefined || seen.has(`${side} ${path}`)) return [];
  seen.add(`${side} ${path}`);
  const blank = blankOf(scope);
  const halves = side === "head" ? { base: blank, head: scope } : { base: scope, head: blank };
  // Both halves are of one side, so both are written in its words.
  const pair = withoutIdleConditions({ ...halves, sides: { base: own, head: own } });
  return [...compareInputs(pair).edits, ...compareClauses(pair)];
}

/** A scope that reads what this one reads first, and does nothing. */
function blankOf({ path, line, inputs, order }: ScopeFacts): ScopeFacts {
  const [first] = inputs;
  return {
    path,
    line,
    inputs: first === undefined ? [] : [{ ...first, join: null, modifiers: [] }],
    columns: [],
    filters: [],
    having: [],
    qualify: [],
    grouping: null,
    distinct: null,
    order,
    limits: [],
    set: null,
  };
}
