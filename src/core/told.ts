import type { ReportChange } from "./report.ts";

/** Parts in which only bytes or places differ, not meaning. */
const COSMETIC_PARTS: ReadonlySet<string> = new Set(["formatting", "path"]);

/**
 * Whether a change is one that a reader is told about. A change of white space, comments or a file's place is not:
 * it stands in the report because dbt's own comparison selects it.
 */
export function isTold(change: ReportChange): boolean {
  return change.kind !== "modified" || change.columns.length > 0 || toldParts(change).length > 0;
}

/** The parts of a change that mean something to a reader. */
export function toldParts(change: ReportChange): readonly string[] {
  return change.parts.filter((part) => !COSMETIC_PARTS.has(part));
}
