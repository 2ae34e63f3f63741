import { isList, isObject, type Json } from "../json.ts";
import type { Buildable, Node, Source } from "../manifest/project.ts";
import type { Metric, SemanticModel } from "../manifest/semantic.ts";
import type { Naming, ReferenceScope } from "./column-reference.ts";
import { identifiersIn } from "./identifiers.ts";

/** What a child of a node in the semantic layer names of the node's columns: its elements, and metrics over it. */
export function semanticNamings(
  scope: ReferenceScope,
  { node, of }: { readonly node: Node; readonly of: Buildable | Source },
): readonly Naming[] {
  if (node.resourceType === "metric") return legacyNamings(node);
  if (node.resourceType !== "semantic_model" || node.dependsOn[0] !== of.uniqueId) return [];
  return [...elementNamings(node), ...metricNamings(scope, node)];
}

function elementNamings(model: SemanticModel): readonly Naming[] {
  const { uniqueId } = model;
  const kinds = [
    ["entity", model.entities],
    ["dimension", model.dimensions],
    ["measure", model.measures],
  ] as const;
  return kinds.flatMap(([kind, elements]) =>
    elements.map(({ name, expr }) => ({
      reference: { kind, uniqueId, text: name },
      // MetricFlow reads the column of the element's own name when there is no expression.
      names: identifiersIn(expr ?? name),
    })),
  );
}

/** Simple metrics of the newer spec carry the expression themselves. */
function metricNamings(scope: ReferenceScope, model: SemanticModel): readonly Naming[] {
  const found: Naming[] = [];
  for (const id of [...scope.graph.childrenOf(model.uniqueId)].sort()) {
    const metric = scope.project.nodes[id];
    if (metric?.resourceType !== "metric") continue;
    const { metric_aggregation_params: aggregation, expr } = metric.typeParams;
    if (!isObject(aggregation) || aggregation["semantic_model"] !== model.name) continue;
    // Without an expression MetricFlow aggregates the column of the metric's own name.
    const sql = expr ?? aggregation["expr"] ?? metric.name;
    if (typeof sql === "string") found.push(namingOf(metric, [sql]));
  }
  return found;
}

/** dbt's own metrics before 1.6 stood on a model. */
function legacyNamings(metric: Metric): readonly Naming[] {
  if (metric.legacy === null) return [];
  const { expression, sql, timestamp, dimensions, filters } = metric.legacy;
  const fields = isList(filters)
    ? filters.map((filter) => (isObject(filter) ? filter["field"] : filter))
    : [];
  return [
    namingOf(metric, [expression, sql, timestamp, ...(isList(dimensions) ? dimensions : []), ...fields]),
  ];
}

function namingOf({ uniqueId, name }: Metric, texts: readonly (Json | undefined)[]): Naming {
  const names = texts.flatMap((text) => (typeof text === "string" ? [...identifiersIn(text)] : []));
  return { reference: { kind: "metric", uniqueId, text: name }, names: new Set(names) };
}
