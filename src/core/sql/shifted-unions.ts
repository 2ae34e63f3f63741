import { pathOf, withoutOccurrence } from "./compare/side.ts";
import type { ScopeFacts, SetFacts, StatementFacts } from "./facts.ts";

/** A set operation whose branches line up otherwise than before, because stars in them stand for other columns. */
export interface ShiftedUnion {
  readonly operator: SetFacts["operator"];
  /** The relations that the stars stand for. */
  readonly relations: readonly string[];
  /** How many columns each branch has, where that is no longer the same number; null where it is. */
  readonly counts: readonly number[] | null;
  /** Columns of later branches that now fall under another column of the first. */
  readonly moved: readonly { readonly column: string; readonly was: string; readonly now: string }[];
}

/** The set operations by position that both statements have and that a star shifts. What cannot be listed is left out. */
export function shiftedUnions(base: StatementFacts, head: StatementFacts): readonly ShiftedUnion[] {
  return head.scopes.flatMap(({ path, set }): ShiftedUnion[] => {
    const [was, now] = [branchesOf(path, base), branchesOf(path, head)];
    if (set === null || now === null || was?.length !== now.length) return [];
    const relations = [...new Set(now.flatMap((branch) => starredIn(branch, head)))].sort();
    const shift = relations.length === 0 ? null : shiftBetween(was, now);
    return shift === null ? [] : [{ operator: set.operator, relations, ...shift }];
  });
}

/** The branches of a set operation that matches by position; null where there is none, or its columns are not all known. */
function branchesOf(path: string, { scopes }: StatementFacts): readonly ScopeFacts[] | null {
  const set = scopes.find((scope) => scope.path === path)?.set ?? null;
  if (set === null || set.byName) return null;
  const branches = set.branches.flatMap((branch) => scopes.find((scope) => scope.path === branch) ?? []);
  const isKnown = branches.every(({ columns }) => columns.every(({ name }) => name.key !== "*"));
  return isKnown && branches.length === set.branches.length ? branches : null;
}

function shiftBetween(
  was: readonly ScopeFacts[],
  now: readonly ScopeFacts[],
): Pick<ShiftedUnion, "counts" | "moved"> | null {
  const counts = isEven(was) && !isEven(now) ? now.map(({ columns }) => columns.length) : null;
  const moved = movedBetween(was, now);
  return counts === null && moved.length === 0 ? null : { counts, moved };
}

function isEven(branches: readonly ScopeFacts[]): boolean {
  return new Set(branches.map(({ columns }) => columns.length)).size === 1;
}

/** The relations of which a scope gives columns that no text names, here or in the scopes that it reads. */
function starredIn(scope: ScopeFacts, facts: StatementFacts): readonly string[] {
  return scope.columns.flatMap(({ star, expr }) => {
    if (star !== true || expr.type !== "resolved") return [];
    const source = withoutOccurrence(expr.source);
    const path = pathOf(source);
    if (path === null) return [source];
    const below = facts.scopes.find((each) => each.path === path);
    return below === undefined || below === scope ? [] : starredIn(below, facts);
  });
}

function movedBetween(was: readonly ScopeFacts[], now: readonly ScopeFacts[]): ShiftedUnion["moved"] {
  return now.slice(1).flatMap((branch, index) => {
    const before = linedUp(was[0], was[index + 1]);
    return [...linedUp(now[0], branch)].flatMap(([column, under]) => {
      const old = before.get(column);
      return old === undefined || old === under ? [] : [{ column, was: old, now: under }];
    });
  });
}

/** For each column of a later branch: the column of the first that it falls under. */
function linedUp(first: ScopeFacts | undefined, branch: ScopeFacts | undefined): ReadonlyMap<string, string> {
  return new Map(
    (branch?.columns ?? []).flatMap(({ name }, index) => {
      const under = first?.columns[index]?.name.key;
      return under === undefined ? [] : [[name.key, under] as const];
    }),
  );
}
