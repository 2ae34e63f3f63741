import type { UniqueId } from "../manifest/node.ts";
import type { Confidence, Transformation } from "../sql/facts.ts";

/**
 * A column of an object, in lower case; a measure, dimension or entity of a semantic model stands for a column of it.
 * Null: the object as a whole, which of a metric, saved query or exposure is all there is, and of a table its rows.
 */
export interface ColumnEnd {
  readonly uniqueId: UniqueId;
  readonly column: string | null;
}

/** One step of column-level lineage, from what is read to what reads it. */
export interface ColumnEdge {
  readonly from: ColumnEnd;
  readonly to: ColumnEnd;
  /**
   * `value`: the one is made from the other. `rows`: it decides which rows the other has. `model`: the other reads it as a
   * whole, or nobody could tell what of it.
   */
  readonly kind: "value" | "rows" | "model";
  readonly transformation: Transformation | null;
  readonly confidence: Confidence;
  /** Whether the reader spells the name out; false where a star alone passes it on. */
  readonly named: boolean;
}

/** What happened to a column, or to an object as a whole, that its readers may feel. */
export interface ColumnStart extends ColumnEnd {
  /** `rows`: the object holds other rows. `object`: it is gone, has another id, or nobody could tell what changed. */
  readonly change:
    | "removed"
    | "renamed"
    | "redefined"
    | "type_changed"
    | "nullability_changed"
    | "rows"
    | "object";
}

/** An object that reads something that changed, of which nobody could tell what it uses. */
export interface Untraced {
  readonly uniqueId: UniqueId;
  readonly code: "python" | "not-compiled" | "not-read" | "not-resolved" | "guessed" | "too-many";
  readonly why: string;
}

/** Column-level lineage of head from what changed on, as far as it was followed. Plain and JSON-serialisable. */
export interface ColumnGraph {
  readonly starts: readonly ColumnStart[];
  readonly edges: readonly ColumnEdge[];
  readonly untraced: readonly Untraced[];
}

/** A review in which nothing changed that anybody reads. */
export const nothingTraced: ColumnGraph = { starts: [], edges: [], untraced: [] };
