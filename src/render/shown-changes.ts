import type { Report, ReportChange } from "../core/report.ts";
import { countOf, nameOf, quoted } from "./names.ts";

/** Parts in which only bytes or places differ, not meaning. */
const COSMETIC_PARTS: ReadonlySet<string> = new Set(["formatting", "path"]);

/**
 * Whether a change is one that a reader is told about. A change of white space, comments or a file's place is not:
 * it stands in the report because dbt's own comparison selects it.
 */
export function isShown(change: ReportChange): boolean {
  if (change.kind !== "modified" || change.columns.length > 0) return true;
  return change.parts.some((part) => !COSMETIC_PARTS.has(part));
}

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export interface ChangeViews {
  /** Changes of this project's own text. */
  readonly own: readonly ReportChange[];
  /** Changes that come through packages, macros or vars. */
  readonly reached: readonly ReportChange[];
  readonly selected: readonly ReportChange[];
  /** Changes that dbt would not have shown, for example removals. */
  readonly unseen: readonly ReportChange[];
  /** What dbt selects although only formatting or a file's place differs. */
  readonly cosmetic: readonly ReportChange[];
}

/** Sorts the changes of a report into the views that are offered. */
export function viewChanges(report: Report): ChangeViews {
  const shown = report.changes.filter(isShown);
  return {
    own: shown.filter((change) => change.origin === "author"),
    reached: shown.filter((change) => change.origin !== "author"),
    selected: report.changes.filter((change) => change.dbtSelectsIt),
    unseen: shown.filter((change) => !change.dbtSelectsIt),
    cosmetic: report.changes.filter((change) => change.dbtSelectsIt && !isShown(change)),
  };
}

/** What a change is, in words of a sentence: removed; renamed from `orders`: relation; modified: body, columns. */
export function changeWords(change: ReportChange): string {
  if (change.kind === "added" || change.kind === "removed") return change.kind;
  const parts = change.parts
    .filter((part) => !COSMETIC_PARTS.has(part))
    .map((part) => part.replaceAll("_", " "));
  const kind = change.from === undefined ? change.kind : `${change.kind} from ${quoted(nameOf(change.from))}`;
  return parts.length === 0 ? kind : `${kind}: ${parts.join(", ")}`;
}

/** How much changed: `5 objects`, `2 objects, 26 more through packages or macros`, `48 objects through packages or macros`. */
export function changeCount({ own, reached }: ChangeViews): string {
  if (reached.length === 0) return countOf(own.length, "object");
  if (own.length === 0) return `${countOf(reached.length, "object")} through packages or macros`;
  return `${countOf(own.length, "object")}, ${reached.length} more through packages or macros`;
}
