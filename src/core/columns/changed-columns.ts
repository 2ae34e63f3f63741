import type { Change } from "../diff/change.ts";
import { goneColumn } from "../diff/gone-column.ts";
import type { ColumnChange } from "../report.ts";
import type { ComparedSql } from "../sql/sql-comparison.ts";

/**
 * What happened to the columns of an object: what a contract, catalogs or declarations say, and what the SQL says where
 * these are silent. A declaration alone does not take away a column that the SQL of head still makes.
 */
export function changedColumns(change: Change, compared: ComparedSql | undefined): readonly ColumnChange[] {
  if (compared === undefined) return change.columns;
  const made = madeColumns(compared);
  const declared = change.columns.filter(
    (column) => column.certainty === "proven" || !made.has(goneColumn(column)?.toLowerCase() ?? ""),
  );
  const told = new Set(
    declared.flatMap(({ name, from }) => [name.toLowerCase(), (from ?? name).toLowerCase()]),
  );
  const found = compared.change.columns.filter(({ name }) => !told.has(name.toLowerCase()));
  return [...declared, ...found.map((column) => ({ ...column, certainty: "structural" as const }))];
}

/** The columns of head's result as far as its SQL lists them. */
function madeColumns({ head }: ComparedSql): ReadonlySet<string> {
  if (head.state !== "read") return new Set();
  return new Set(head.facts.columns.map(({ name }) => name.toLowerCase()));
}
