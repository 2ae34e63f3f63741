import type { Lineage, LineageEdge, LineageEnd } from "../core/lineage/lineage.ts";
import { LIMITS, plainText } from "./escape.ts";
import { plainName } from "./names.ts";

/** Where lineage begins. */
export function startEnd({ node, column }: Lineage): LineageEnd {
  return column === null ? { uniqueId: node } : { uniqueId: node, column };
}

/** One text for each end of a step. */
export function endKey({ uniqueId, column }: LineageEnd): string {
  return column === undefined ? uniqueId : `${uniqueId}\n${column}`;
}

/** `orders.amount`, clean for a place that knows no markup. */
export function endName({ uniqueId, column }: LineageEnd): string {
  return column === undefined
    ? plainName(uniqueId)
    : `${plainName(uniqueId)}.${plainText(column, LIMITS.name)}`;
}

/** How the far end is made from the near one, in OpenLineage's words; empty where it is read as a whole. */
export function howOf({ kind, transformation }: LineageEdge): string {
  if (transformation === undefined) return kind === "rows" ? "rows" : "";
  const subtype = transformation.subtype.toLowerCase().replace("_", " ");
  return kind === "rows" ? `rows by ${subtype}` : subtype;
}
