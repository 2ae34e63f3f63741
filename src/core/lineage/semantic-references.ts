import { isList, isObject, type Json } from "../json.ts";
import type { Buildable, Node, Source } from "../manifest/project.ts";
import type { Metric, SemanticModel } from "../manifest/semantic.ts";
import type { ColumnReference, ReferenceScope } from "./column-reference.ts";
import { namesIdentifier } from "./names-identifier.ts";

/** What a child of a node in the semantic layer names of the node's columns: its elements, and metrics over it. */
export function semanticReferences(
  scope: ReferenceScope,
  child: { readonly node: Node; readonly of: Buildable | Source },
  column: string,
): readonly ColumnReference[] {
  const { node, of } = child;
  if (node.resourceType === "metric") return legacyReferences(node, column);
  if (node.resourceType !== "semantic_model" || node.dependsOn[0] !== of.uniqueId) return [];
  return [...elementReferences(node, column), ...metricReferences(scope, node, column)];
}

function elementReferences(model: SemanticModel, column: string): readonly ColumnReference[] {
  const kinds = [
    ["entity", model.entities],
    ["dimension", model.dimensions],
    ["measure", model.measures],
  ] as const;
  const found: ColumnReference[] = [];
  for (const [kind, elements] of kinds) {
    for (const { name, expr } of elements) {
      // MetricFlow reads the column of the element's own name when there is no expression.
      if (!namesIdentifier(expr ?? name, column)) continue;
      found.push({ kind, uniqueId: model.uniqueId, text: name });
    }
  }
  return found;
}

/** Simple metrics of the newer spec carry the expression themselves. */
function metricReferences(
  scope: ReferenceScope,
  model: SemanticModel,
  column: string,
): readonly ColumnReference[] {
  const found: ColumnReference[] = [];
  for (const id of [...scope.graph.childrenOf(model.uniqueId)].sort()) {
    const metric = scope.project.nodes[id];
    if (metric?.resourceType !== "metric") continue;
    const { metric_aggregation_params: aggregation, expr } = metric.typeParams;
    if (!isObject(aggregation) || aggregation["semantic_model"] !== model.name) continue;
    // Without an expression MetricFlow aggregates the column of the metric's own name.
    const sql = expr ?? aggregation["expr"] ?? metric.name;
    if (typeof sql === "string" && namesIdentifier(sql, column)) {
      found.push({ kind: "metric", uniqueId: metric.uniqueId, text: metric.name });
    }
  }
  return found;
}

/** dbt's own metrics before 1.6 stood on a model. */
function legacyReferences(metric: Metric, column: string): readonly ColumnReference[] {
  if (metric.legacy === null) return [];
  const { expression, sql, timestamp, dimensions, filters } = metric.legacy;
  const fields = isList(filters)
    ? filters.map((filter) => (isObject(filter) ? filter["field"] : filter))
    : [];
  const named: readonly (Json | undefined)[] = [
    expression,
    sql,
    timestamp,
    ...(isList(dimensions) ? dimensions : []),
    ...fields,
  ];
  const hit = named.some((text) => typeof text === "string" && namesIdentifier(text, column));
  return hit ? [{ kind: "metric", uniqueId: metric.uniqueId, text: metric.name }] : [];
}
