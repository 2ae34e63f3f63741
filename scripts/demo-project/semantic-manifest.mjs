/** `semantic_manifest.json` of one side: the semantic layer of the manifest, and the time spines that it runs on. */
export function makeSemanticManifest(manifest) {
  return {
    semantic_models: Object.values(manifest.semantic_models).map((model) => ({
      name: model.name,
      defaults: model.defaults,
      description: model.description,
      node_relation: model.node_relation,
      primary_entity: model.primary_entity,
      entities: model.entities.map(withMetadata),
      measures: model.measures.map(withMetadata),
      dimensions: model.dimensions.map(withMetadata),
      label: model.label,
      metadata: null,
      config: { meta: {} },
    })),
    metrics: Object.values(manifest.metrics).map((metric) => ({
      name: metric.name,
      description: metric.description,
      type: metric.type,
      type_params: metric.type_params,
      filter: metric.filter,
      metadata: null,
      label: metric.label,
      config: { meta: {} },
      time_granularity: metric.time_granularity,
    })),
    project_configuration: {
      time_spine_table_configurations: [],
      metadata: null,
      dsi_package_version: { major_version: "0", minor_version: "9", patch_version: "0" },
      time_spines: Object.values(manifest.nodes)
        .filter((node) => node.time_spine)
        .map(timeSpineOf),
    },
    saved_queries: Object.values(manifest.saved_queries).map((query) => ({
      name: query.name,
      query_params: query.query_params,
      description: query.description,
      metadata: null,
      label: query.label,
      exports: query.exports.map(({ name, config }) => ({ name, config })),
      tags: query.tags,
    })),
  };
}

function withMetadata(element) {
  return { ...element, metadata: null };
}

function timeSpineOf(node) {
  const column = node.time_spine.standard_granularity_column;
  return {
    node_relation: {
      alias: node.alias,
      schema_name: node.schema,
      database: node.database,
      relation_name: node.relation_name,
    },
    primary_column: { name: column, time_granularity: node.columns[column].granularity },
    custom_granularities: node.time_spine.custom_granularities,
  };
}
