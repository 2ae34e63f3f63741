/** Defaults of dbt 1.11 for what is built, in dbt's order of keys. */
const BUILD_DEFAULTS = {
  enabled: true,
  alias: null,
  schema: null,
  database: null,
  tags: [],
  meta: {},
  group: null,
  static_analysis: null,
  materialized: "view",
  incremental_strategy: null,
  batch_size: null,
  lookback: 1,
  begin: null,
  persist_docs: {},
  "post-hook": [],
  "pre-hook": [],
  quoting: {},
  column_types: {},
  full_refresh: null,
  unique_key: null,
  on_schema_change: "ignore",
  on_configuration_change: "apply",
  grants: {},
  packages: [],
  docs: { show: true, node_color: null },
  contract: { enforced: false, alias_types: true },
  event_time: null,
  concurrent_batches: null,
};

const DEFAULTS = {
  model: { ...BUILD_DEFAULTS, access: "protected", freshness: null },
  seed: { ...BUILD_DEFAULTS, materialized: "seed", delimiter: ",", quote_columns: null },
  snapshot: {
    ...BUILD_DEFAULTS,
    materialized: "snapshot",
    strategy: null,
    target_schema: null,
    target_database: null,
    updated_at: null,
    check_cols: null,
    snapshot_meta_column_names: {
      dbt_valid_to: null,
      dbt_valid_from: null,
      dbt_scd_id: null,
      dbt_updated_at: null,
      dbt_is_deleted: null,
    },
    dbt_valid_to_current: null,
  },
  test: {
    enabled: true,
    alias: null,
    schema: "dbt_test__audit",
    database: null,
    tags: [],
    meta: {},
    group: null,
    static_analysis: null,
    materialized: "test",
    severity: "ERROR",
    store_failures: null,
    store_failures_as: null,
    where: null,
    limit: null,
    fail_calc: "count(*)",
    warn_if: "!= 0",
    error_if: "!= 0",
  },
};

/**
 * The configuration of a node: what is written (`unrendered`), and what holds with dbt's defaults (`config`).
 * Later layers win; tags add up and meta is merged, as in dbt.
 */
export function resolveConfig(
  /** @type {keyof typeof DEFAULTS} */ kind,
  /** @type {readonly any[]} */ layers,
) {
  const unrendered = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer ?? {}))
      unrendered[key] = merge(key, unrendered[key], value);
  }
  const config = structuredClone({ ...DEFAULTS[kind], ...unrendered });
  if (unrendered.contract !== undefined)
    config.contract = { ...DEFAULTS[kind].contract, ...unrendered.contract };
  if (unrendered.tags !== undefined) config.tags = [unrendered.tags].flat();
  return { config, unrendered };
}

function merge(key, before, value) {
  if (before === undefined) return value;
  if (key === "tags") return [before, value].flat();
  return key === "meta" ? { ...before, ...value } : value;
}

/** The `+keys` of dbt_project.yml that hold for a file, from the outermost folder inwards. */
export function projectConfig(/** @type {any} */ section, /** @type {readonly string[]} */ path) {
  const layers = [];
  let level = section;
  for (const part of path) {
    level = level?.[part];
    if (level === undefined) break;
    const plus = Object.entries(level).filter(([key]) => key.startsWith("+"));
    layers.push(Object.fromEntries(plus.map(([key, value]) => [key.slice(1), value])));
  }
  return layers;
}
