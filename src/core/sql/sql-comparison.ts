import type { Change, Edit, Surviving } from "../diff/change.ts";
import { incrementalParts } from "../diff/incremental-parts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { SqlChange } from "./compare/edit.ts";
import type { SqlReading } from "./reading.ts";
import type { ShiftedUnion } from "./shifted-unions.ts";
import { textFrom } from "./source-text.ts";

/** How the SQL of the changed objects differs, and of which that could not be told. */
export interface SqlComparison {
  readonly compared: readonly ComparedSql[];
  readonly notCompared: readonly NotCompared[];
}

/** How the SQL of one object differs, and what was read on each side. `uniqueId` is head's. */
export interface ComparedSql {
  readonly uniqueId: UniqueId;
  readonly change: SqlChange;
  readonly base: SqlReading;
  readonly head: SqlReading;
  /** The SQL of head that was read, where it is not what dbt compiled. */
  readonly rendered?: string;
}

/** An object, as head calls it, whose set operations take the columns of what it reads by position, and now take others. */
export interface PositionalReader {
  readonly uniqueId: UniqueId;
  readonly unions: readonly ShiftedUnion[];
}

/** Which readers of changed objects unite columns by position and now take others, and which were not looked at. */
export interface UnionComparison {
  readonly shifted: readonly PositionalReader[];
  readonly unread: readonly UniqueId[];
}

/** A review in which no SQL changed. */
export const nothingCompared: SqlComparison = { compared: [], notCompared: [] };

export interface NotCompared {
  readonly uniqueId: UniqueId;
  readonly name: string;
  /**
   * `not-compiled`: a side has no compiled code. `not-read`: no parser took it. `incremental`: the part that compiled
   * code does not show differs. `python`: it is no SQL.
   */
  readonly reason: "not-compiled" | "not-read" | "incremental" | "python";
  readonly why: string;
}

/** A change whose SQL can differ. */
export type SqlTarget = Surviving<"model"> | Surviving<"snapshot">;

/** The changes whose SQL is to be compared: the text, or a macro behind it, is another one. Installed packages are left out. */
export function sqlTargets(changes: readonly Change[]): readonly SqlTarget[] {
  return changes.flatMap((change) => {
    if (change.resourceType !== "model" && change.resourceType !== "snapshot") return [];
    if (!isSurviving(change) || change.origin === "package") return [];
    const differs = ({ part, aspect }: Edit): boolean =>
      aspect === "raw_code" || (part === "macros" && change.head.language !== "python");
    return change.edits.some(differs) ? [change] : [];
  });
}

function isSurviving(change: Change): change is SqlTarget {
  const table = change.resourceType === "model" || change.resourceType === "snapshot";
  return table && (change.kind === "modified" || change.kind === "renamed");
}

/** Why the SQL of an object cannot be read on one of its sides; null where it can. */
export function unreadable({ uniqueId, base, head }: SqlTarget): NotCompared | null {
  const { name } = head;
  if (base.language === "python" || head.language === "python") {
    return { uniqueId, name, reason: "python", why: "it is Python" };
  }
  const missing = textFrom(base, head) === null || textFrom(head, base) === null;
  return missing ? { uniqueId, name, reason: "not-compiled", why: "it has no SQL" } : null;
}

/** Whether the part of a text that only an incremental run compiles is another one: the SQL of a full build does not show it. */
export function differsIncrementally({ base, head }: SqlTarget): boolean {
  return incrementalParts(base.rawCode).key.inside !== incrementalParts(head.rawCode).key.inside;
}
