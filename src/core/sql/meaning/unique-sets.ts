import type { UniqueColumns } from "../../guarantees/uniqueness.ts";
import { pathOf, withoutOccurrence } from "../compare/side.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import type { Expr } from "../query.ts";
import { constantColumns, fixedColumns } from "./fixed-columns.ts";
import { partitionOf } from "./windows.ts";

/** The sets of columns, in lower case, that tell the rows of a source apart; an empty set where there is one row. */
export type UniqueSets = (source: string) => readonly UniqueColumns[];

/** Finds what is unique in the scopes of a statement; `declared` knows it of relations. */
export function uniqueSetsIn(scopes: ReadonlyMap<string, ScopeFacts>, declared: UniqueSets): UniqueSets {
  const known = new Map<string, readonly UniqueColumns[]>();
  const setsOf: UniqueSets = (source) => {
    const bare = withoutOccurrence(source);
    const path = pathOf(bare);
    if (path === null) return declared(bare);
    const found = known.get(path);
    if (found !== undefined) return found;
    // A scope that reads itself is asked while it is looked at: then nothing is known of it.
    known.set(path, []);
    const scope = scopes.get(path);
    const sets = scope === undefined ? [] : uniqueInScope(scope, setsOf);
    known.set(path, sets);
    return sets;
  };
  return setsOf;
}

/** Whether no row of what is read so far meets two rows of a joined source. */
export function joinsOneRow(input: ScopeInput, scope: ScopeFacts, setsOf: UniqueSets): boolean {
  if (/semi|anti|asof/u.test(input.join?.kind ?? "")) return true;
  if (input.call !== null || isPivoted(input)) return false;
  return isKey(fixedColumns(input, scope), setsOf(input.source));
}

function isKey(columns: UniqueColumns, sets: readonly UniqueColumns[]): boolean {
  return sets.some((set) => [...set].every((column) => columns.has(column)));
}

function uniqueInScope(scope: ScopeFacts, setsOf: UniqueSets): readonly UniqueColumns[] {
  const { columns, distinct, grouping, set, qualify } = scope;
  const whole = new Set(columns.map(({ name }) => name.key.toLowerCase()));
  if (set !== null) return set.operator === "union" && set.all ? [] : [whole];
  if (scope.inputs.length === 0) return [new Set()];
  const keys = [
    ...(grouping === null ? [] : [grouping]),
    ...(distinct === null || distinct === "all" ? [] : [distinct]),
    ...qualify.flatMap((condition) => firstOf(condition) ?? []),
  ];
  return [
    ...keys.flatMap((exprs) => outputsOf(exprs, scope) ?? []),
    ...(distinct === "all" ? [whole] : []),
    ...rankSets(scope),
    ...(grouping === null ? inherited(scope, setsOf) : []),
  ];
}

/** The keys of which a condition keeps the first row: those by which ROW_NUMBER() = 1 is partitioned. */
function firstOf(condition: Expr): [readonly Expr[]] | null {
  if (condition.type !== "operation" || condition.name !== "eq") return null;
  const sides = condition.operands.map(({ expr }) => expr);
  const partition = sides.map(partitionOf).find((found) => found !== null);
  const isOne = sides.some((side) => side.type === "literal" && side.value === "1");
  return partition === undefined || partition === null || !isOne ? null : [partition];
}

/** A column with ROW_NUMBER() and what it is partitioned by, together. */
function rankSets(scope: ScopeFacts): readonly UniqueColumns[] {
  return scope.columns.flatMap(({ name, expr }) => {
    const partition = partitionOf(expr);
    const keys = partition === null ? null : outputsOf(partition, scope);
    return keys === null ? [] : [new Set([...keys[0], name.key.toLowerCase()])];
  });
}

/** What was unique in the first source still is where every join adds at most one row. */
function inherited(scope: ScopeFacts, setsOf: UniqueSets): readonly UniqueColumns[] {
  const [first, ...others] = scope.inputs;
  if (first === undefined || first.call !== null || isPivoted(first)) return [];
  const kept = others.every((input) => !isFull(input) && joinsOneRow(input, scope, setsOf));
  if (!kept) return [];
  const constant = constantColumns(first.source, scope);
  return setsOf(first.source).flatMap((set) => {
    const left = [...set].filter((column) => !constant.has(column));
    const names = left.flatMap((column) => outputNamed(column, first.source, scope) ?? []);
    return names.length === left.length ? [new Set(names)] : [];
  });
}

function isPivoted({ modifiers }: ScopeInput): boolean {
  return modifiers.some(({ kind }) => kind === "pivot");
}

function isFull({ join }: ScopeInput): boolean {
  return /right|full/u.test(join?.kind ?? "");
}

/** The name under which a scope gives a column of one of its sources on. */
function outputNamed(column: string, source: string, { columns }: ScopeFacts): string | null {
  for (const { name, expr } of columns) {
    if (expr.type === "resolved" && expr.source === source && expr.column.toLowerCase() === column)
      return name.key.toLowerCase();
    if (expr.type === "star" && (expr.qualifier === null || expr.qualifier.key === source)) {
      if (!expr.except.some(({ key }) => key.toLowerCase() === column)) return column;
    }
  }
  return null;
}

/** The columns of a scope that are these expressions, in lower case; null where one of them is no column. */
function outputsOf(exprs: readonly Expr[], scope: ScopeFacts): [UniqueColumns] | null {
  const names = exprs.map((expr) => {
    if (expr.type === "resolved") return outputNamed(expr.column.toLowerCase(), expr.source, scope);
    const made = scope.columns.find((column) => sameExpr(column.expr, expr));
    return made === undefined ? null : made.name.key.toLowerCase();
  });
  const found = names.filter((name) => name !== null);
  return found.length === names.length ? [new Set(found)] : null;
}

function sameExpr(left: Expr, right: Expr): boolean {
  return spelling(left) === spelling(right);
}

function spelling(expr: Expr): string {
  return JSON.stringify(expr, (key, value: unknown) =>
    key === "line" || key === "text" ? undefined : value,
  );
}
