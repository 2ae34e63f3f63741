import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import { aggregateIn } from "../resolve/aggregates.ts";
import { columnMeaning } from "./column-meaning.ts";
import { joinMeaning, scopesOf, type DeclaredUniqueness } from "./join-meaning.ts";
import { differenceOf } from "./laid-over.ts";
import type { SqlMeaning } from "./sql-meaning.ts";

/** What an edit of a statement means. */
export function meaningOf(edit: SqlEdit, comparison: Comparison, declared: DeclaredUniqueness): SqlMeaning {
  switch (edit.kind) {
    case "filter":
    case "having":
    case "qualify":
      return "filter";
    case "dedupe":
    case "distinct":
      return edit.before === undefined ? "grain" : "deduplication";
    case "grouping":
      return dropsGroups(edit, comparison) ? "deduplication" : "grain";
    case "limit":
      return edit.after === undefined ? "none" : "limit";
    case "set_operation":
    case "source":
      return edit.kind;
    case "join":
      return joinMeaning(edit, comparison, declared);
    case "cast":
    case "expression":
      return columnMeaning(edit, comparison);
    case "window_order":
      // Where it is no column, it is a condition by which rows are kept.
      return differenceOf(edit, comparison) === null ? "deduplication" : columnMeaning(edit, comparison);
    case "column_added":
    case "column_order":
    case "column_removed":
    case "column_renamed":
      return "none";
  }
}

/** Whether rows were grouped only to make them unique, and no longer are. */
function dropsGroups(edit: SqlEdit, comparison: Comparison): boolean {
  const { base } = scopesOf(edit, comparison);
  if (edit.after !== undefined || base === null || (base.grouping ?? []).length === 0) return false;
  return base.columns.every(({ expr }) => aggregateIn(expr) === null);
}
