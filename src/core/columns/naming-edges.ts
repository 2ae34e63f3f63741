import type { ColumnReference, ReferenceScope } from "../lineage/column-reference.ts";
import { columnReferences } from "../lineage/column-references.ts";
import type { Node } from "../manifest/project.ts";
import type { Transformation } from "../sql/facts.ts";
import type { ColumnEdge, ColumnEnd } from "./column-graph.ts";

/**
 * The edges from a column to what names it outside SQL: tests and unit tests, elements of semantic models, metrics.
 * Constraints, hooks and time spines of the object itself are no readers.
 */
export function namingEdges(scope: ReferenceScope, node: Node, column: string): readonly ColumnEdge[] {
  if (!("relation" in node)) return [];
  return columnReferences(scope, node, column).flatMap((reference) => {
    const to = endOf(reference);
    if (to === null) return [];
    const from = { uniqueId: node.uniqueId, column };
    const transformation = transformationOf(reference, column);
    return [{ from, to, kind: "value", transformation, confidence: "high", named: true } as const];
  });
}

function endOf({ kind, uniqueId, text }: ColumnReference): ColumnEnd | null {
  switch (kind) {
    case "test":
    case "unit_test":
    case "metric":
      return { uniqueId, column: null };
    case "entity":
    case "dimension":
    case "measure":
      return { uniqueId, column: text.toLowerCase() };
    case "constraint":
    case "time_spine":
    case "hook":
      return null;
  }
}

function transformationOf({ kind, text }: ColumnReference, column: string): Transformation | null {
  if (kind === "test" || kind === "unit_test") return null;
  if (kind === "measure" || kind === "metric") return { type: "DIRECT", subtype: "AGGREGATION" };
  return { type: "DIRECT", subtype: text.toLowerCase() === column ? "IDENTITY" : "TRANSFORMATION" };
}
