import type { Report, ReportChange } from "../core/report.ts";
import { isTold, toldParts } from "../core/told.ts";
import { sqlWords } from "./sql-edits.ts";
import { countOf, firstOf, isTest, labelOf, listOf, nameOf, quoted, RESOURCE_TYPES } from "./names.ts";

/** Names in one list: with all of them at their longest it still fits into `LIMITS.list`. */
const MAX_NAMES = 10;

/** The two views of what changed: Headgate's own, and dbt's `state:modified`. */
export interface ChangeViews {
  /** Changes of this project's own text. */
  readonly own: readonly ReportChange[];
  /** Changes that come through packages, macros or vars. */
  readonly reached: readonly ReportChange[];
  readonly selected: readonly ReportChange[];
  /** Changes of this project's own text that dbt would not have shown, for example removals. */
  readonly unseen: readonly ReportChange[];
  /** What dbt selects although only formatting differs, or where a file or its configuration stands. */
  readonly cosmetic: readonly ReportChange[];
}

/** Sorts the changes of a report into the views that are offered. */
export function viewChanges(report: Report): ChangeViews {
  const shown = report.changes.filter(isTold);
  const own = shown.filter((change) => change.origin === "author");
  return {
    own,
    reached: shown.filter((change) => change.origin !== "author"),
    selected: report.changes.filter((change) => change.dbtSelectsIt),
    unseen: own.filter((change) => !change.dbtSelectsIt),
    cosmetic: report.changes.filter((change) => change.dbtSelectsIt && !isTold(change)),
  };
}

/** The changes as sentences: one for each object, at most `max`; tests, and what packages bring, in one each. */
export function changeLines({ own, reached }: ChangeViews, max: number): readonly string[] {
  const objects = own.filter((change) => !isTest(change.resourceType)).toSorted(byResourceType);
  const tests = own.filter((change) => isTest(change.resourceType));
  const { shown, more } = firstOf(objects, max);
  const lines = shown.map(changeLine);
  if (more > 0) lines.push(`and ${countOf(more, "more object")}`);
  for (const kind of ["removed", "added", "renamed", "modified"] as const) {
    const ids = tests.filter((change) => change.kind === kind).map((change) => change.uniqueId);
    if (ids.length > 0)
      lines.push(`${countOf(ids.length, "test")} ${kind}: ${listOf(ids, MAX_NAMES, quotedName)}`);
  }
  if (reached.length > 0) lines.push(`through packages, macros or vars: ${namesOf(reached)}`);
  return lines;
}

function byResourceType(left: ReportChange, right: ReportChange): number {
  return RESOURCE_TYPES.indexOf(left.resourceType) - RESOURCE_TYPES.indexOf(right.resourceType);
}

/** Names of changed objects with their kinds, the first of them. */
export function namesOf(changes: readonly ReportChange[]): string {
  const { shown, more } = firstOf(changes, MAX_NAMES);
  const names = shown.map(({ uniqueId, kind }) =>
    kind === "removed" ? `${labelOf(uniqueId)} (removed)` : labelOf(uniqueId),
  );
  return more === 0 ? names.join(", ") : `${names.join(", ")} and ${more} more`;
}

function quotedName(uniqueId: string): string {
  return quoted(nameOf(uniqueId));
}

/** removed; renamed from `orders`: relation; modified: body, columns; the SQL changes rows: …. */
function changeLine(change: ReportChange): string {
  const object = `${quotedName(change.uniqueId)} (${change.resourceType.replaceAll("_", " ")})`;
  if (change.kind === "added" || change.kind === "removed") return `${object} ${change.kind}`;
  const parts = toldParts(change).map((part) => part.replaceAll("_", " "));
  const from = change.from === undefined ? "" : ` from ${oldName(change.from, change.uniqueId)}`;
  const sql = parts.includes("body") || parts.includes("macros") ? sqlWords(change.sql) : "";
  const told = [parts.join(", "), sql].filter((words) => words !== "").join("; ");
  return `${object} ${change.kind}${from}${told === "" ? "" : `: ${told}`}`;
}

/** The name that an object had; with its project where only that is another now. */
function oldName(from: string, uniqueId: string): string {
  const name = nameOf(from);
  return quoted(name === nameOf(uniqueId) ? `${from.split(".")[1] ?? ""}.${name}` : name);
}

/** How much changed: `5 objects`, `2 objects, 26 more through packages or macros`, `48 objects through packages or macros`. */
export function changeCount({ own, reached }: ChangeViews): string {
  if (reached.length === 0) return countOf(own.length, "object");
  if (own.length === 0) return `${countOf(reached.length, "object")} through packages or macros`;
  return `${countOf(own.length, "object")}, ${reached.length} more through packages or macros`;
}
