import type { ScopeColumn } from "../facts.ts";
import type { ScopePair } from "./compare-clauses.ts";
import type { SqlEditKind } from "./edit.ts";
import { withoutCasts, withoutWindowOrder } from "./windows.ts";

/** A column that both scopes have and make in another way. */
export interface ColumnDifference {
  readonly kind: SqlEditKind;
  readonly path: string;
  readonly basePath: string;
  readonly base: ScopeColumn;
  readonly head: ScopeColumn;
  /** What is different, in canonical words: the same difference seen from a reader has the same. */
  readonly key: string;
}

/** Renames by column of head: `path.column` to the column of base. */
export type ColumnRenames = ReadonlyMap<string, string>;

/** What two scopes make of the columns that both have; `renames` tells which of head was which of base. */
export function compareColumns(pair: ScopePair, renames: ColumnRenames): readonly ColumnDifference[] {
  const { base, head, sides } = pair;
  if (base.set !== null || head.set !== null) return [];
  const byName = new Map(keyed(base.columns));
  return keyed(head.columns).flatMap(([key, column]) => {
    const was = byName.get(renames.get(`${head.path}.${key}`) ?? key);
    if (was === undefined) return [];
    const [before, after] = [sides.base.text(was.expr), sides.head.text(column.expr)];
    if (before === after) return [];
    const kind = kindOf(was, column, pair);
    return [
      { kind, path: head.path, basePath: base.path, base: was, head: column, key: `${before}\n${after}` },
    ];
  });
}

/** Columns by name. Several stars, each for columns that nobody could list, are told apart by their order. */
function keyed(columns: readonly ScopeColumn[]): readonly (readonly [string, ScopeColumn])[] {
  let stars = 0;
  return columns.map((column) => [column.expr.type === "star" ? `*${stars++}` : column.name.key, column]);
}

function kindOf(base: ScopeColumn, head: ScopeColumn, { sides }: ScopePair): SqlEditKind {
  if (sides.base.text(withoutCasts(base.expr)) === sides.head.text(withoutCasts(head.expr))) return "cast";
  const ordered =
    sides.base.text(withoutWindowOrder(base.expr)) === sides.head.text(withoutWindowOrder(head.expr));
  return ordered ? "window_order" : "expression";
}

/** Columns that one scope has and the other has not, and those that only changed their name. */
export interface ColumnNames {
  readonly added: readonly ScopeColumn[];
  readonly removed: readonly ScopeColumn[];
  readonly renamed: readonly { readonly from: ScopeColumn; readonly to: ScopeColumn }[];
}

/** Pairs a lost column with a new one that is made in the same way; at the same position where there are several. */
export function compareNames({ base, head, sides }: ScopePair): ColumnNames {
  const inHead = new Set(head.columns.map(({ name }) => name.key));
  const inBase = new Set(base.columns.map(({ name }) => name.key));
  const removed = base.columns.filter(({ name }) => !inHead.has(name.key));
  const added = head.columns.filter(({ name }) => !inBase.has(name.key));
  const renamed: { from: ScopeColumn; to: ScopeColumn }[] = [];
  for (const to of added) {
    const same = removed.filter(
      (from) =>
        !renamed.some((pair) => pair.from === from) &&
        (sides.base.text(from.expr) === sides.head.text(to.expr) || isOwn(from, to, { base, head, sides })),
    );
    const [first] = same;
    const from = same.find((each) => base.columns.indexOf(each) === head.columns.indexOf(to)) ?? first;
    if (from !== undefined) renamed.push({ from, to });
  }
  return {
    renamed,
    added: added.filter((column) => !renamed.some(({ to }) => to === column)),
    removed: removed.filter((column) => !renamed.some(({ from }) => from === column)),
  };
}

/** The columns of a set operation are known by their position alone. */
function isOwn(from: ScopeColumn, to: ScopeColumn, { base, head }: ScopePair): boolean {
  if (base.set === null || head.set === null) return false;
  const same = base.columns.length === head.columns.length;
  return same && base.columns.indexOf(from) === head.columns.indexOf(to);
}
