import { columnsOf } from "./columns.mjs";
import { foldersOf } from "./declarations.mjs";
import { createdAt, relationName } from "./target.mjs";

const NEVER = {
  warn_after: { count: null, period: null },
  error_after: { count: null, period: null },
  filter: null,
};

/** Every table of every source, as manifest entries. */
export function buildSources(project, target) {
  return project
    .yaml("sources")
    .flatMap(({ entry, path }) =>
      entry.tables.map((table) => buildSource({ project, target }, { entry, path, table })),
    );
}

function buildSource({ project, target }, { entry, path, table }) {
  const { freshness, loaded, written } = freshnessOf(entry, table);
  const place = {
    database: entry.database ?? target.database,
    schema: entry.schema ?? entry.name,
    identifier: table.identifier ?? table.name,
  };
  return {
    database: place.database,
    schema: place.schema,
    name: table.name,
    resource_type: "source",
    package_name: project.name,
    path,
    original_file_path: path,
    unique_id: `source.${project.name}.${entry.name}.${table.name}`,
    fqn: [project.name, ...foldersOf(path), entry.name, table.name],
    source_name: entry.name,
    source_description: entry.description ?? "",
    loader: entry.loader ?? "",
    identifier: place.identifier,
    quoting: { database: null, schema: null, identifier: null, column: null },
    ...loaded,
    freshness,
    external: null,
    description: table.description ?? "",
    columns: columnsOf(table.columns ?? []),
    meta: {},
    source_meta: {},
    tags: [],
    config: configOf(freshness, loaded),
    patch_path: null,
    unrendered_config: { ...written, loaded_at_query: null },
    relation_name: relationName(place.database, place.schema, place.identifier),
    created_at: createdAt(target),
    unrendered_database: entry.database ?? null,
    unrendered_schema: entry.schema ?? null,
    doc_blocks: [],
  };
}

/** A table overrides its source key by key; `freshness: null` turns freshness off. */
function freshnessOf(entry, table) {
  const written = { ...entry.config, ...table.config };
  const freshness = written.freshness === null ? null : { ...NEVER, ...written.freshness };
  const loaded = { loaded_at_field: written.loaded_at_field ?? null, loaded_at_query: null };
  return { freshness, loaded, written: { ...written, freshness } };
}

function configOf(freshness, loaded) {
  return { enabled: true, event_time: null, freshness, ...loaded, meta: {}, tags: [], static_analysis: null };
}
