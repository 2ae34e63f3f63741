import type { Direction, Lineage } from "../lineage/lineage.ts";
import type { UniqueId } from "../manifest/node.ts";

/** Lineage that somebody asks for by column. The column is in lower case. */
export interface ColumnQuestion {
  readonly node: UniqueId;
  readonly column: string;
  readonly direction: Direction;
}

/** The lineage of a column; `unknown` where the object has none of that name, with the names that it has. */
export type ColumnAnswer =
  | { readonly kind: "found"; readonly lineage: Lineage }
  | { readonly kind: "unknown"; readonly columns: readonly string[] };
