import type { Dialect } from "../dialect.ts";
import type { ScopeFacts, StatementFacts } from "../facts.ts";
import { changedRefs, mentionsAny } from "./changed-refs.ts";
import { columnEdits, innerNameEdits, isMissed, nameEdits } from "./column-edits.ts";
import { ordersLimited } from "./compare-clauses.ts";
import { compareNames, type ColumnDifference, type ColumnNames } from "./compare-columns.ts";
import { isReached, layOver, type Comparison } from "./comparison.ts";
import type { SqlChange, SqlClass, SqlColumnChange } from "./edit.ts";
import { clausesOf } from "./expressions.ts";
import { withoutMovedDedupes } from "./moved-dedupes.ts";
import { withoutMovedFilters } from "./moved-filters.ts";
import { scopeEdits } from "./scope-edits.ts";
import { shiftedColumns } from "./shifted.ts";
import type { SqlSide } from "./side.ts";

/** What differs between two statements of one dialect, in what they do: spelling, names and layout mean nothing. */
export function compareFacts(base: StatementFacts, head: StatementFacts, dialect: Dialect): SqlChange {
  const comparison = layOver(base, head, dialect);
  if (comparison === null) return { class: "unknown", edits: [], columns: [] };
  const names = compareNames(comparison.root);
  const rowEdits = withoutMovedDedupes(withoutMovedFilters(scopeEdits(comparison), comparison), comparison);
  const known = [...rowEdits, ...columnEdits(comparison), ...nameEdits(names, comparison)];
  const columns = columnChanges(names, comparison);
  const rows = rowEdits.length > 0 || movesRows(comparison) || limitsOthers(comparison);
  const sqlClass = classOf(comparison, { rows, columns, moved: known.length > 0 });
  return { class: sqlClass, edits: [...known, ...innerNameEdits(comparison, known)], columns };
}

interface Found {
  readonly rows: boolean;
  readonly columns: readonly SqlColumnChange[];
  /** Whether anything differs that reaches the result. */
  readonly moved: boolean;
}

function classOf(comparison: Comparison, { rows, columns, moved }: Found): SqlClass {
  if (rows) return "rows";
  if (isUnknown(comparison)) return "unknown";
  if (columns.some(({ kind }) => kind !== "added") || losesInner(comparison)) return "columns";
  return moved ? "additive" : "none";
}

/** Whether a limit on the way to the result keeps other rows, because they stand in another order. */
function limitsOthers(comparison: Comparison): boolean {
  return comparison.pairs.some((pair) => isReached(pair, comparison) && ordersLimited(pair));
}

/** Whether a column that differs decides which rows there are, somewhere on the way to the result. */
function movesRows(comparison: Comparison): boolean {
  return (["base", "head"] as const).some((side) => {
    const changed = changedOn(side, comparison);
    return [...comparison.sides[side].scopes.values()].some(
      (scope) =>
        comparison.reach[side].scopes.has(scope.path) &&
        clausesOf(scope, "rows").some((expr) => mentionsAny(expr, changed)),
    );
  });
}

function changedOn(side: "base" | "head", comparison: Comparison): ReadonlySet<string> {
  const { differences, sides } = comparison;
  const moved = differences.map((each) => ({
    path: side === "head" ? each.path : each.basePath,
    column: each[side].name.key,
  }));
  return changedRefs(sides[side].scopes, [...moved, ...shiftedColumns(side, comparison)]);
}

function columnChanges(
  { added, removed, renamed }: ColumnNames,
  comparison: Comparison,
): readonly SqlColumnChange[] {
  return [
    ...added.map(({ name }): SqlColumnChange => ({ name: name.text, kind: "added" })),
    ...removed.map(({ name }): SqlColumnChange => ({ name: name.text, kind: "removed" })),
    ...renamed.map(({ from, to }): SqlColumnChange => ({
      name: to.name.text,
      kind: "renamed",
      from: from.name.text,
    })),
    ...redefined(comparison),
  ];
}

/** Columns of the result whose value is another, by their own expression or by one below. */
function redefined(comparison: Comparison): readonly SqlColumnChange[] {
  const { root, differences } = comparison;
  const changed = { base: changedOn("base", comparison), head: changedOn("head", comparison) };
  return root.head.columns.flatMap(({ name }): SqlColumnChange[] => {
    const was = root.base.columns.find((column) => column.name.key === name.key);
    const hit =
      changed.head.has(`@${root.head.path}.${name.key}`) ||
      changed.base.has(`@${root.base.path}.${name.key}`);
    if (was === undefined || !hit) return [];
    const own = differences.find(({ path, head }) => path === root.head.path && head.name.key === name.key);
    return [{ name: name.text, ...(own?.kind === "cast" ? typeChange(own) : { kind: "redefined" }) }];
  });
}

/** The types that a value is cast to, as far as it is cast; where they are one, what is cast was made in another way. */
function typeChange({ base, head }: ColumnDifference): Omit<SqlColumnChange, "name"> {
  const [from, to] = [base.expr, head.expr].map((expr) => (expr.type === "cast" ? expr.to : null));
  if (typeof from === "string" && from === to) return { kind: "redefined" };
  return {
    kind: "type_changed",
    ...(typeof from === "string" ? { from } : {}),
    ...(typeof to === "string" ? { to } : {}),
  };
}

/** Whether a scope lost a column that head still reads. */
function losesInner(comparison: Comparison): boolean {
  return comparison.pairs.some((pair) => {
    if (pair.head === comparison.root.head) return false;
    const { removed, renamed } = compareNames(pair);
    return [...removed, ...renamed.map(({ from }) => from)].some((column) =>
      isMissed(pair, column, comparison),
    );
  });
}

/** Whether columns that nobody could list differ: what `select *` stands for is not known. */
function isUnknown({ root, sides }: Comparison): boolean {
  const rests = ({ columns }: ScopeFacts, { text }: SqlSide): string =>
    columns
      .filter(({ expr }) => expr.type === "star")
      .map(({ expr }) => text(expr))
      .join("\n");
  return rests(root.base, sides.base) !== rests(root.head, sides.head);
}
