import { DBT_VERSION } from "./target.mjs";

/**
 * `catalog.json` of one side. The columns of a node come from catalog.yml, else from its YAML, where then every column
 * must have a `data_type`. Throws for a node that states neither.
 */
export function makeCatalog(manifest, /** @type {Record<string, any>} */ stated) {
  const left = new Set(Object.keys(stated).filter((key) => stated[key] !== null));
  const entry = (node, key) => {
    left.delete(key);
    return [node.unique_id, catalogEntry(node, stated[key] ?? typesInYaml(node))];
  };
  const built = Object.values(manifest.nodes).filter(
    (node) => node.resource_type !== "test" && node.relation_name !== null,
  );
  const catalog = {
    metadata: {
      dbt_schema_version: "https://schemas.getdbt.com/dbt/catalog/v1.json",
      dbt_version: DBT_VERSION,
      generated_at: manifest.metadata.generated_at,
      invocation_id: manifest.metadata.invocation_id,
      invocation_started_at: manifest.metadata.invocation_started_at,
      env: {},
    },
    nodes: Object.fromEntries(built.map((node) => entry(node, keyOf(node)))),
    sources: Object.fromEntries(
      Object.values(manifest.sources).map((node) => entry(node, `source.${node.source_name}.${node.name}`)),
    ),
    errors: null,
  };
  if (left.size > 0) throw new Error(`catalog.yml names what is not in the project: ${[...left].join(", ")}`);
  return catalog;
}

function keyOf(node) {
  const version = node.version === null || node.version === undefined ? "" : `.v${node.version}`;
  return `${node.resource_type}.${node.name}${version}`;
}

function typesInYaml(node) {
  const columns = Object.values(node.columns);
  if (columns.length === 0 || columns.some((column) => column.data_type === null)) {
    throw new Error(
      `catalog.yml must state the columns of ${node.unique_id}: not all have a data_type in YAML.`,
    );
  }
  return Object.fromEntries(columns.map((column) => [column.name, column.data_type]));
}

function catalogEntry(node, types) {
  return {
    metadata: {
      type: node.config.materialized === "view" ? "VIEW" : "BASE TABLE",
      schema: node.schema,
      name: node.alias ?? node.identifier,
      database: node.database,
      comment: null,
      owner: "transformer",
    },
    columns: Object.fromEntries(
      Object.entries(types).map(([name, type], at) => [name, { type, index: at + 1, name, comment: null }]),
    ),
    stats: {
      has_stats: {
        id: "has_stats",
        label: "Has Stats?",
        value: false,
        include: false,
        description: "Indicates whether there are statistics for this table",
      },
    },
    unique_id: node.unique_id,
  };
}
