import type { Json } from "../../core/json.ts";
import type { UsageRecord } from "../../core/usage/usage-warehouse.ts";

/** A column of a result: its name and how a value of it is read. */
export interface ResultColumn {
  readonly name: string;
  readonly isNumber: boolean;
}

/** Rows of texts as records. Every interface sends numbers as text; `read_objects` is JSON in a text. */
export function recordsOf(
  columns: readonly ResultColumn[],
  rows: readonly (readonly (string | null)[])[],
): readonly UsageRecord[] {
  return rows.map((row) => {
    const cells = columns.map(({ name, isNumber }, index): [string, Json] => {
      const text = row[index] ?? null;
      return [name.toLowerCase(), isNumber && text !== null ? Number(text) : text];
    });
    return Object.fromEntries(cells);
  });
}
