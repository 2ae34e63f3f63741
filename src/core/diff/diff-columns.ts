import type { Column, Constraint } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { compareKeyed, compareNames, compareText, compareValue, compareWords, type Spot } from "./edits.ts";

/** What was written about columns, column by column. Whether the warehouse's columns changed is another question. */
export function diffColumns(base: readonly Column[], head: readonly Column[]): readonly Edit[] {
  if (base === head) return [];
  return compareKeyed("columns", { base: byName(base), head: byName(head) }, (_key, before, after) => [
    ...compareText(spot(after, "data_type"), before.dataType, after.dataType),
    ...compareConstraints(spot(after, "constraints"), before.constraints, after.constraints),
    ...compareNames(spot(after, "tags"), before.tags, after.tags),
    ...compareValue(spot(after, "meta"), before.meta, after.meta),
    ...compareValue(spot(after, "quote"), before.quote, after.quote),
    ...compareWords(
      { part: "descriptions", aspect: `columns.${after.name}.description` },
      before.description,
      after.description,
    ),
  ]);
}

/** The name by which columns are matched: case counts only where dbt is told to quote. */
export function columnKey(column: { readonly name: string; readonly quote?: boolean }): string {
  return column.quote === true ? column.name : column.name.toLowerCase();
}

function byName(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [columnKey(column), column]));
}

function spot(column: Column, key: string): Spot {
  return { part: "columns", aspect: `${column.name}.${key}` };
}

/** Compares the constraints of a column or of a whole model, in their order. */
export function compareConstraints(
  spot: Spot,
  before: readonly Constraint[],
  after: readonly Constraint[],
): readonly Edit[] {
  const listed = (constraints: readonly Constraint[]) => constraints.map((constraint) => ({ ...constraint }));
  return before === after ? [] : compareValue(spot, listed(before), listed(after));
}
