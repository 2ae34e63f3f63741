import { filterOf } from "./metrics.mjs";
import { yamlObject } from "./semantic-models.mjs";
import { findUses } from "./scope.mjs";
import { createdAt } from "./target.mjs";

/** Saved queries as manifest entries. */
export function buildSavedQueries(context) {
  return context.project.yaml("saved_queries").map(({ entry, path }) => ({
    ...yamlObject(context, "saved_query", { name: entry.name, path }),
    query_params: {
      metrics: entry.query_params.metrics ?? [],
      group_by: entry.query_params.group_by ?? [],
      where: filterOf(entry.query_params.where),
      order_by: entry.query_params.order_by ?? [],
      limit: entry.query_params.limit ?? null,
    },
    exports: (entry.exports ?? []).map((one) => exportOf(context.target, one)),
    description: entry.description ?? null,
    label: entry.label ?? null,
    metadata: null,
    config: {
      enabled: true,
      group: null,
      meta: {},
      export_as: null,
      schema: null,
      cache: { enabled: false },
    },
    unrendered_config: {},
    group: null,
    depends_on: {
      macros: [],
      nodes: (entry.query_params.metrics ?? []).map((name) => `metric.${context.project.name}.${name}`),
    },
    created_at: createdAt(context.target),
    refs: [],
    tags: [],
  }));
}

function exportOf(target, { name, config }) {
  return {
    name,
    config: {
      export_as: config.export_as,
      schema_name: config.schema ?? target.schema,
      alias: config.alias ?? name,
      database: target.database,
    },
    unrendered_config: config,
  };
}

/** Exposures as manifest entries. Owners are teams: a name and never an address. */
export function buildExposures(context) {
  return context.project.yaml("exposures").map(({ entry, path }) => {
    const uses = findUses(context.project, (entry.depends_on ?? []).map((text) => `{{ ${text} }}`).join(""));
    return {
      ...yamlObject(context, "exposure", { name: entry.name, path }),
      type: entry.type,
      owner: { email: null, name: entry.owner.name },
      description: entry.description ?? "",
      label: entry.label ?? null,
      maturity: entry.maturity ?? null,
      meta: {},
      tags: [],
      config: { enabled: true, tags: [], meta: {} },
      unrendered_config: {},
      url: entry.url ?? null,
      depends_on: {
        macros: [],
        nodes: [
          ...context.lookup.ids(uses),
          ...uses.metrics.map(([name]) => `metric.${context.project.name}.${name}`),
        ],
      },
      refs: uses.refs,
      sources: uses.sources,
      metrics: uses.metrics,
      created_at: createdAt(context.target),
    };
  });
}

/** Groups as manifest entries. */
export function buildGroups(context) {
  return context.project.yaml("groups").map(({ entry, path }) => {
    const { fqn: _fqn, ...common } = yamlObject(context, "group", { name: entry.name, path });
    return {
      ...common,
      owner: { email: null, name: entry.owner.name },
      description: entry.description ?? null,
      config: { meta: {} },
    };
  });
}
