import type { Column } from "../manifest/node.ts";
import type { Edit } from "./change.ts";
import { compareKeyed, compareText, compareValue, compareWords } from "./edits.ts";

/** What was written about columns, column by column. Whether the warehouse's columns changed is another question. */
export function diffColumns(base: readonly Column[], head: readonly Column[]): readonly Edit[] {
  return compareKeyed("columns", { base: byName(base), head: byName(head) }, (_key, before, after) => [
    ...compareText(spot(after, "data_type"), before.dataType, after.dataType),
    ...compareValue(spot(after, "constraints"), listed(before), listed(after)),
    ...compareValue(spot(after, "tags"), [...before.tags].sort(), [...after.tags].sort()),
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

function spot(column: Column, key: string): { part: string; aspect: string } {
  return { part: "columns", aspect: `${column.name}.${key}` };
}

function listed(column: Column) {
  return column.constraints.map((constraint) => ({ ...constraint }));
}
