import { mentionsAny, changedRefs } from "../compare/changed-refs.ts";
import type { ColumnDifference } from "../compare/compare-columns.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import type { ScopeFacts } from "../facts.ts";
import { madeBy } from "../making.ts";
import type { Expr } from "../query.ts";
import { withoutDefaults } from "./defaults.ts";
import { differenceOf } from "./laid-over.ts";
import { twinOf } from "./join-meaning.ts";
import { ownerOf } from "./origins.ts";
import type { SqlMeaning } from "./sql-meaning.ts";
import { castsToDate, withoutTime } from "./time.ts";
import { partitionOf } from "./windows.ts";

/** What it means that a column is made in another way. */
export function columnMeaning(edit: SqlEdit, comparison: Comparison): SqlMeaning {
  const difference = differenceOf(edit, comparison);
  if (difference === null) return "column";
  if (isPassedOn(difference, comparison)) return "none";
  const decides = rowsDecided(difference, comparison);
  if (decides === "filter" && ranks(difference)) return "deduplication";
  if (decides !== null && !isShown(difference, comparison)) return decides;
  return valueMeaning(difference, comparison);
}

/** Whether both sides pass on a column of one name from the same relation: it differs below, and is told there if it is. */
function isPassedOn({ path, basePath, base, head }: ColumnDifference, comparison: Comparison): boolean {
  const { sides } = comparison;
  const [before, after] = [sides.base.scopes.get(basePath), sides.head.scopes.get(path)];
  const [was, now] = [base.expr, head.expr];
  if (was.type !== "resolved" || now.type !== "resolved" || before === undefined || after === undefined)
    return false;
  if (was.text.toLowerCase() !== now.text.toLowerCase()) return false;
  if (before.inputs.length === 1 && after.inputs.length === 1) return true;
  const owner = ownerOf(now, after, sides.head.scopes);
  const twin = owner === null ? null : twinOf(owner, before, comparison);
  return twin !== null && twin === ownerOf(was, before, sides.base.scopes);
}

function valueMeaning(difference: ColumnDifference, comparison: Comparison): SqlMeaning {
  const { kind, base, head } = difference;
  const { sides } = comparison;
  const isSame = (without: (expr: Expr) => Expr): boolean =>
    sides.base.text(without(base.expr)) === sides.head.text(without(head.expr));
  // Another type of a result's column is the business of column-type-changed; a cast inside makes another value.
  if (kind === "cast" && isRetyped(difference, sides) && isOfResult(difference, comparison)) {
    const isDate = castsToDate(base.expr) !== castsToDate(head.expr);
    return isDate && isSame(withoutTime) ? "time" : "none";
  }
  if (isSame(withoutTime)) return "time";
  return isSame(withoutDefaults) ? "nulls" : "column";
}

/** Whether a column is one of the result, there or passed on to it as it is. */
function isOfResult({ path, head }: ColumnDifference, { root, sides }: Comparison): boolean {
  if (path === root.head.path) return true;
  return root.head.columns.some((column) => madeBy(sides.head.facts, column) === head.expr);
}

/** Whether nothing but the type to which the column itself is cast is another. */
function isRetyped({ base, head }: ColumnDifference, sides: Comparison["sides"]): boolean {
  const isSame = (one: Expr, other: Expr): boolean => sides.base.text(one) === sides.head.text(other);
  const [was, is] = [base.expr, head.expr];
  const [before, after] = [castIn(was), castIn(is)];
  if (isSame(before, is) || isSame(was, after)) return true;
  return isSame(before, after) && !isSame(failing(was), failing(is));
}

function castIn(expr: Expr): Expr {
  return expr.type === "cast" ? expr.operand : expr;
}

/** A cast that fails where it cannot be done. */
function failing(expr: Expr): Expr {
  return expr.type === "cast" ? { ...expr, safe: false } : expr;
}

function ranks({ base, head }: ColumnDifference): boolean {
  return partitionOf(base.expr) !== null || partitionOf(head.expr) !== null;
}

/** Whether a column is a column of the result, or one is made from it. */
function isShown({ path, head }: ColumnDifference, { sides, root }: Comparison): boolean {
  const changed = changedRefs(sides.head.scopes, [{ path, column: head.name.key }]);
  return root.head.columns.some(({ name }) => changed.has(`@${root.head.path}.${name.key}`));
}

/** What a column decides about rows, in the first scope that reads it in a clause. */
function rowsDecided({ path, head }: ColumnDifference, { sides, reach }: Comparison): RowMeaning | null {
  const own = new Set([`@${path}.${head.name.key}`]);
  for (const scope of sides.head.scopes.values()) {
    if (!reach.head.scopes.has(scope.path)) continue;
    for (const [meaning, clausesOf] of CLAUSES) {
      if (clausesOf(scope).some((expr) => mentionsAny(expr, own))) return meaning;
    }
  }
  return null;
}

type RowMeaning = Extract<SqlMeaning, "filter" | "join" | "grain">;

const CLAUSES: readonly (readonly [RowMeaning, (scope: ScopeFacts) => readonly Expr[]])[] = [
  ["filter", ({ filters, having, qualify }) => [...filters, ...having, ...qualify]],
  ["join", ({ inputs }) => inputs.flatMap(({ join }) => join?.on ?? [])],
  ["grain", ({ grouping }) => grouping ?? []],
];
