/** What an edit of a statement is about. */
export const sqlEditKinds = [
  "cast",
  "column_added",
  "column_order",
  "column_removed",
  "column_renamed",
  "dedupe",
  "distinct",
  "expression",
  "filter",
  "grouping",
  "having",
  "join",
  "limit",
  "qualify",
  "set_operation",
  "source",
  "window_order",
] as const;

export type SqlEditKind = (typeof sqlEditKinds)[number];

/** One difference between two statements. */
export interface SqlEdit {
  readonly kind: SqlEditKind;
  /** The scope's path in head, or in base where head has it no more. */
  readonly scope: string;
  /** Short texts for people, never the same. Left out on the side that has none. */
  readonly before?: string;
  readonly after?: string;
  /** What both sides write, where they write the same and mean something else. */
  readonly written?: string;
  /** In the text of head, or of base where something was removed; from 1. */
  readonly line?: number;
}

/** An edit without the keys that have nothing to say. */
export function edit(
  kind: SqlEditKind,
  scope: string,
  parts: {
    readonly before?: string | null;
    readonly after?: string | null;
    readonly written?: string;
    readonly line?: number | null;
  },
): SqlEdit {
  const { before = null, after = null, written, line = null } = parts;
  return {
    kind,
    scope,
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
    ...(written === undefined ? {} : { written }),
    ...(line === null ? {} : { line }),
  };
}

/** Both texts of an edit as the author wrote them, to be looked for in the author's text. */
export function writtenIn({ before, after, written }: SqlEdit): Pick<SqlEdit, "before" | "after"> {
  if (written !== undefined) return { before: written, after: written };
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** How much a change of a statement means to who reads its result. */
export type SqlClass = "none" | "additive" | "columns" | "rows" | "unknown";

/** How two statements differ. */
export interface SqlChange {
  readonly class: SqlClass;
  readonly edits: readonly SqlEdit[];
  /** Columns of the result. */
  readonly columns: readonly SqlColumnChange[];
}

export interface SqlColumnChange {
  readonly name: string;
  readonly kind: "added" | "removed" | "renamed" | "redefined" | "type_changed";
  /** The old name, or the type that the value was cast to. */
  readonly from?: string;
  readonly to?: string;
}
