import type { UniqueId } from "../manifest/node.ts";
import type { Node, NodeByType, ResourceType } from "../manifest/project.ts";
import type { ColumnChange, ReportChange } from "../report.ts";

/** Who caused a change: the author's own text, an installed package, or a macro or var upstream. */
export type Origin = ReportChange["origin"];

/**
 * One difference of one object, as a tagged value.
 * `part` is what the report lists; `aspect` is the exact spot in dbt's own words, for example
 * part `configs` with aspect `materialized`, part `freshness` with aspect `warn_after`,
 * part `descriptions` with aspect `description` or `columns.amount.description`.
 * `before` and `after` are texts: the value itself when it is a string, else its canonical JSON;
 * null where that side has none. Code is not repeated here.
 */
export interface Edit {
  readonly part: string;
  readonly aspect: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface ChangeBase<R extends ResourceType> {
  readonly uniqueId: UniqueId;
  readonly resourceType: R;
  readonly edits: readonly Edit[];
  readonly columns: readonly ColumnChange[];
  readonly origin: Origin;
  /** What dbt's own `state:modified` says of it. */
  readonly dbtSelectsIt: boolean;
}

/** In head and not in base. */
export interface Added<R extends ResourceType> extends ChangeBase<R> {
  readonly kind: "added";
  readonly head: NodeByType[R];
}

/** In base and not in head. `disabled`: head still has it, switched off. */
export interface Removed<R extends ResourceType> extends ChangeBase<R> {
  readonly kind: "removed";
  readonly base: NodeByType[R];
  readonly disabled: boolean;
}

/** On both sides under one id. */
export interface Modified<R extends ResourceType> extends ChangeBase<R> {
  readonly kind: "modified";
  readonly base: NodeByType[R];
  readonly head: NodeByType[R];
}

/** The same object under another id; `uniqueId` is head's, `from` is base's. */
export interface Renamed<R extends ResourceType> extends ChangeBase<R> {
  readonly kind: "renamed";
  readonly from: UniqueId;
  readonly base: NodeByType[R];
  readonly head: NodeByType[R];
}

/** A change of an object of one resource type. */
export type ChangeOf<R extends ResourceType> = Added<R> | Removed<R> | Modified<R> | Renamed<R>;

/** A change of an object that both sides have. */
export type Surviving<R extends ResourceType> = Modified<R> | Renamed<R>;

/** A change of any object; narrow it with {@link isChangeOf}. */
export type Change = ChangeOf<ResourceType>;

/** Whether a change is of an object of this resource type. */
export function isChangeOf<R extends ResourceType>(change: Change, resourceType: R): change is ChangeOf<R> {
  return change.resourceType === resourceType;
}

/** The object as it is now, or as it last was. */
export function subjectOf(change: Change): Node {
  return change.kind === "removed" ? change.base : change.head;
}

/** The parts that differ, each once, in the order in which they were found. */
export function partsOf(change: Change): readonly string[] {
  return [...new Set(change.edits.map((edit) => edit.part))];
}

/**
 * Whether an edit is only what dbt's comparison of bytes and paths sees: white space, comments, line ends,
 * or a file that moved.
 */
export function isCosmetic(edit: Edit): boolean {
  return edit.part === "path" || edit.aspect === "formatting";
}

/** Whether nothing in a change means anything to a reader. It stands in the report, but nobody is told about it. */
export function isQuiet(change: Change): boolean {
  return change.kind === "modified" && change.columns.length === 0 && change.edits.every(isCosmetic);
}
