import { foldersOf, pathBelow } from "./declarations.mjs";
import { findUses } from "./scope.mjs";
import { createdAt } from "./target.mjs";

/** What every object that lives in YAML alone starts with. */
export function yamlObject({ project }, kind, { name, path }) {
  return {
    name,
    resource_type: kind,
    package_name: project.name,
    path: pathBelow(path),
    original_file_path: path,
    unique_id: `${kind}.${project.name}.${name}`,
    fqn: [project.name, ...foldersOf(path), name],
  };
}

/** Semantic models as manifest entries. */
export function buildSemanticModels(context) {
  return context.project.yaml("semantic_models").map(({ entry, path }) => {
    const uses = findUses(context.project, `{{ ${entry.model} }}`);
    const node = context.lookup.ref(uses.refs[0]);
    return {
      ...yamlObject(context, "semantic_model", { name: entry.name, path }),
      model: entry.model,
      node_relation: {
        alias: node.alias,
        schema_name: node.schema,
        database: node.database,
        relation_name: node.relation,
      },
      description: entry.description ?? null,
      label: entry.label ?? null,
      defaults: entry.defaults ?? null,
      entities: (entry.entities ?? []).map(entityOf),
      measures: (entry.measures ?? []).map(measureOf),
      dimensions: (entry.dimensions ?? []).map(dimensionOf),
      metadata: null,
      depends_on: { macros: [], nodes: [node.uniqueId] },
      refs: uses.refs,
      created_at: createdAt(context.target),
      config: { enabled: true, group: null, meta: {} },
      unrendered_config: {},
      primary_entity: entry.primary_entity ?? null,
      group: null,
    };
  });
}

function entityOf(entity) {
  return {
    name: entity.name,
    type: entity.type,
    description: entity.description ?? null,
    label: entity.label ?? null,
    role: entity.role ?? null,
    expr: entity.expr ?? null,
    config: { meta: {} },
  };
}

function measureOf(measure) {
  return {
    name: measure.name,
    agg: measure.agg,
    description: measure.description ?? null,
    label: measure.label ?? null,
    create_metric: measure.create_metric ?? false,
    expr: measure.expr ?? null,
    agg_params: measure.agg_params ?? null,
    non_additive_dimension: measure.non_additive_dimension ?? null,
    agg_time_dimension: measure.agg_time_dimension ?? null,
    config: { meta: {} },
  };
}

function dimensionOf(dimension) {
  const granularity = dimension.type_params?.time_granularity;
  return {
    name: dimension.name,
    type: dimension.type,
    description: dimension.description ?? null,
    label: dimension.label ?? null,
    is_partition: dimension.is_partition ?? false,
    type_params: granularity === undefined ? null : { time_granularity: granularity, validity_params: null },
    expr: dimension.expr ?? null,
    metadata: null,
    config: { meta: {} },
  };
}
