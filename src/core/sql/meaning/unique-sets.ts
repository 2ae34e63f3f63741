import { pathOf, withoutOccurrence } from "../compare/side.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import type { Expr } from "../query.ts";
import { columnsIn, constantColumns, fixedColumns } from "./fixed-columns.ts";
import { offeredAs, originOf, originOfColumn, ownerOf, type Origin, type Scopes } from "./origins.ts";
import { partitionOf } from "./windows.ts";

/** Columns that together tell the rows of a source apart; none where there is one row at most. */
export type UniqueSet = ReadonlySet<Origin>;

/** The unique sets of a relation, or of a scope by `@` and its path. */
export type UniqueSets = (source: string) => readonly UniqueSet[];

/** What is unique in a statement. */
export interface Uniqueness {
  readonly setsOf: UniqueSets;
  /** Whether no row of what is read before it meets two rows of a joined relation. */
  readonly joinsOneRow: (input: ScopeInput, scope: ScopeFacts) => boolean;
}

/** Finds what is unique in the scopes of a statement; `declared` knows it of relations. */
export function uniquenessIn(scopes: Scopes, declared: UniqueSets): Uniqueness {
  const known = new Map<string, readonly UniqueSet[]>();
  const setsOf: UniqueSets = (source) => {
    const bare = withoutOccurrence(source);
    const path = pathOf(bare);
    if (path === null) return declared(bare);
    const found = known.get(path);
    if (found !== undefined) return found;
    // A scope that reads itself is asked while it is looked at: then nothing is known of it.
    known.set(path, []);
    const scope = scopes.get(path);
    const sets = scope === undefined ? [] : uniqueInScope(scope, scopes, uniqueness);
    known.set(path, sets);
    return sets;
  };
  const uniqueness: Uniqueness = {
    setsOf,
    joinsOneRow: (input, scope) => joinsOneRow(input, scope, { scopes, setsOf }),
  };
  return uniqueness;
}

function joinsOneRow(
  input: ScopeInput,
  scope: ScopeFacts,
  { scopes, setsOf }: { readonly scopes: Scopes; readonly setsOf: UniqueSets },
): boolean {
  if (/semi|anti|asof/u.test(input.join?.kind ?? "")) return true;
  if (input.call !== null || isPivoted(input)) return false;
  const fixed = fixedColumns(input, scope, scopes);
  const firsts = [...(input.join?.on ?? []), ...scope.filters]
    .filter((condition) => columnsIn(condition).every((column) => ownerOf(column, scope, scopes) === input))
    .map((condition) => firstOf(condition, scopes))
    .filter((keys) => keys !== null)
    .map((keys) => new Set(keys.flatMap(columnsIn).map(originOf)));
  return [...setsOf(input.source), ...firsts].some((set) => [...set].every((column) => fixed.has(column)));
}

function uniqueInScope(scope: ScopeFacts, scopes: Scopes, uniqueness: Uniqueness): readonly UniqueSet[] {
  const { columns, distinct, grouping, set } = scope;
  const whole = new Set(columns.map((column) => originOfColumn(column, scope)));
  if (set !== null) return set.operator === "union" && set.all ? [] : [whole];
  if (scope.inputs.length === 0) return [new Set()];
  const keys = [
    ...(grouping === null ? [] : [grouping]),
    ...(distinct === null || distinct === "all" ? [] : [distinct]),
    ...[...scope.qualify, ...scope.filters]
      .map((condition) => firstOf(condition, scopes))
      .filter((found) => found !== null),
  ];
  return [
    ...keys.flatMap((exprs) => offeredSet(exprs, scope)),
    ...(distinct === "all" ? [whole] : []),
    ...(grouping === null ? inherited(scope, scopes, uniqueness) : []),
  ];
}

/** The keys of which a condition keeps the first row: by what ROW_NUMBER() = 1 is partitioned, here or in a scope below. */
function firstOf(condition: Expr, scopes: Scopes): readonly Expr[] | null {
  if (condition.type !== "operation" || condition.name !== "eq") return null;
  const sides = condition.operands.map(({ expr }) => expr);
  if (!sides.some((side) => side.type === "literal" && side.value === "1")) return null;
  return sides.map((side) => partitionOf(madeOf(side, scopes))).find((found) => found !== null) ?? null;
}

/** What a column of a scope is made of. */
function madeOf(expr: Expr, scopes: Scopes): Expr {
  if (expr.type !== "resolved") return expr;
  const scope = scopes.get(pathOf(withoutOccurrence(expr.source)) ?? "");
  return scope?.columns.find(({ name }) => name.key === expr.column)?.expr ?? expr;
}

function offeredSet(exprs: readonly Expr[], scope: ScopeFacts): readonly UniqueSet[] {
  const origins = exprs.flatMap((expr) => offeredAs(expr, scope) ?? []);
  return origins.length === exprs.length ? [new Set(origins)] : [];
}

/** What was unique in the first relation still is where every join adds at most one row. */
function inherited(
  scope: ScopeFacts,
  scopes: Scopes,
  { setsOf, joinsOneRow }: Uniqueness,
): readonly UniqueSet[] {
  const [first, ...others] = scope.inputs;
  if (first === undefined || first.call !== null || isPivoted(first)) return [];
  if (!others.every((input) => !isFull(input) && joinsOneRow(input, scope))) return [];
  const constant = constantColumns(scope, scopes);
  return setsOf(first.source).map((set) => new Set([...set].filter((column) => !constant.has(column))));
}

function isPivoted({ modifiers }: ScopeInput): boolean {
  return modifiers.some(({ kind }) => kind === "pivot");
}

function isFull({ join }: ScopeInput): boolean {
  return /right|full/u.test(join?.kind ?? "");
}
