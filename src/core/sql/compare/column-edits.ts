import type { ScopeColumn } from "../facts.ts";
import { compareNames, type ColumnDifference, type ColumnNames } from "./compare-columns.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { twinOf, type Comparison } from "./comparison.ts";
import { edit, type SqlEdit } from "./edit.ts";
import { tellApart, type Telling } from "./tell-apart.ts";
import { asWritten, type Words } from "./words.ts";

/** One edit for each column that is made in another way and reaches the result, at the first scope that shows it. */
export function columnEdits(comparison: Comparison): readonly SqlEdit[] {
  const live = new Set(
    comparison.differences.filter((each) => isLive(each, comparison)).map(({ key }) => key),
  );
  const { sides } = comparison;
  return comparison.differences.flatMap(({ key, kind, path, basePath, base, head }) => {
    const [left, right] = [sides.base.scopes.get(basePath), sides.head.scopes.get(path)];
    if (!live.delete(key) || left === undefined || right === undefined) return [];
    const texts = tellApart(madeIn(base), madeIn(head), { base: left, head: right, sides });
    return [edit(kind, path, { ...texts, line: head.line })];
  });
}

/** Whether a column that differs is part of the result, or is read on the way to it, on either side. */
function isLive(difference: ColumnDifference, { reach, root }: Comparison): boolean {
  const { path, basePath, base, head } = difference;
  if (path === root.head.path) return true;
  return (
    reach.head.columns.has(`${path}.${head.name.key}`) ||
    reach.base.columns.has(`${basePath}.${base.name.key}`)
  );
}

/** A column as evidence shows it. */
export function made({ name, expr }: ScopeColumn, { exprs }: Pick<Words, "exprs"> = asWritten): string {
  const text = exprs([expr]);
  return expr.type === "star" || text === name.text ? text : `${text} as ${name.text}`;
}

function madeIn(column: ScopeColumn): Telling {
  return (words) => made(column, words);
}

/** What differs in the names of the result's columns and in their order. */
export function nameEdits(
  { added, removed, renamed }: ColumnNames,
  comparison: Comparison,
): readonly SqlEdit[] {
  const { root } = comparison;
  const edits = [
    ...added.map((column) => cameOrWent("head", column, comparison)),
    ...removed.map((column) => cameOrWent("base", column, comparison)),
    ...renamed.map((column) => renameEdit(column, root)),
  ];
  return edits.length === 0 && isReordered(root)
    ? [edit("column_order", root.head.path, { line: root.head.line })]
    : edits;
}

function renameEdit({ from, to }: ColumnNames["renamed"][number], pair: ScopePair): SqlEdit {
  const nameIn =
    ({ name: column }: ScopeColumn): Telling =>
    ({ name }) =>
      name(column);
  return edit("column_renamed", pair.head.path, {
    ...tellApart(nameIn(from), nameIn(to), pair),
    line: to.line,
  });
}

/** A column of one side's result, told at the scope in which it was written. */
function cameOrWent(side: "base" | "head", { name }: ScopeColumn, comparison: Comparison): SqlEdit {
  const scopes = [...comparison.sides[side].scopes.values()];
  const scope = scopes.find((each) => {
    const twin = twinOf(side, each, comparison);
    return has(each.columns, name.key) && (twin === null || !has(twin.columns, name.key));
  });
  const column = scope?.columns.find((each) => each.name.key === name.key);
  const text = column === undefined ? name.text : made(column);
  const path = scope?.path ?? comparison.root[side].path;
  const line = column?.line ?? null;
  return side === "head"
    ? edit("column_added", path, { after: text, line })
    : edit("column_removed", path, { before: text, line });
}

function has(columns: readonly ScopeColumn[], key: string): boolean {
  return columns.some(({ name }) => name.key === key);
}

function isReordered({ base, head }: ScopePair): boolean {
  return (
    base.columns.map(({ name }) => name.key).join("\n") !==
    head.columns.map(({ name }) => name.key).join("\n")
  );
}

/** Columns that came to scopes below, or went from them, without a trace in the result: one edit a scope and kind. */
export function innerNameEdits(comparison: Comparison, told: readonly SqlEdit[]): readonly SqlEdit[] {
  return comparison.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (head === comparison.root.head) return [];
    const { added, removed, renamed } = innerNames(pair);
    const known = told.filter(({ scope }) => scope === head.path || scope === base.path);
    const texts = (columns: readonly ScopeColumn[]): string | null =>
      columns
        .map((column) => made(column))
        .filter((text) => !known.some(({ before, after }) => before === text || after === text))
        .join(", ") || null;
    const [came, went] = [texts(added), texts(removed)];
    return [
      ...(came === null
        ? []
        : [edit("column_added", head.path, { after: came, line: added[0]?.line ?? null })]),
      ...(went === null
        ? []
        : [edit("column_removed", head.path, { before: went, line: removed[0]?.line ?? null })]),
      ...renamed
        .filter(({ from }) => isMissed(pair, from, comparison))
        .map((column) => renameEdit(column, pair)),
    ];
  });
}

/** What a set operation gains or loses is told at its branches. */
function innerNames(pair: ScopePair): ColumnNames {
  const names = compareNames(pair);
  return pair.base.set === null && pair.head.set === null ? names : { ...names, added: [], removed: [] };
}

/** Whether somebody in head still reads a column of a scope by the name that it has no more. */
export function isMissed({ head }: ScopePair, { name }: ScopeColumn, { reach }: Comparison): boolean {
  return reach.head.columns.has(`${head.path}.${name.key}`) && !has(head.columns, name.key);
}
