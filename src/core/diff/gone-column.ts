import type { ColumnChange } from "../report.ts";

/** The name that a change of a column takes away: of a removed column its name, of a renamed one the old one. */
export function goneColumn({ kind, name, from }: ColumnChange): string | undefined {
  if (kind === "removed") return name;
  return kind === "renamed" ? from : undefined;
}
