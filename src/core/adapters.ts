import {
  BIGQUERY,
  CLICKHOUSE,
  DUCKDB,
  POSTGRES,
  REDSHIFT,
  SNOWFLAKE,
  SPARK,
  SQLSERVER,
  STANDARD,
  TRINO,
  type TypeNames,
} from "./types/type-names.ts";

/** What differs between warehouses and matters to a comparison. */
export interface AdapterTraits {
  /** `metadata.adapter_type`. */
  readonly name: string;
  /** Constraint types that the adapter enforces, so that dropping one breaks a contract. */
  readonly enforces: ReadonlySet<string>;
  /** Type names that mean the same, in lower case: alias to canonical name. */
  readonly typeAliases: Readonly<Record<string, string>>;
  /** What a type without parentheses stands for, by canonical name; not listed: no limit. */
  readonly defaultSizes: Readonly<Record<string, readonly number[]>>;
}

const ALL = ["check", "not_null", "unique", "primary_key", "foreign_key"];

/**
 * Enforced constraints: `CONSTRAINT_SUPPORT` in each adapter's impl.py, entries `ENFORCED`
 * (dbt-labs/dbt-adapters, databricks/dbt-databricks, duckdb/dbt-duckdb, starburstdata/dbt-trino,
 * ClickHouse/dbt-clickhouse, microsoft/dbt-fabric, dbt-msft/dbt-sqlserver).
 */
const ADAPTERS: Readonly<Record<string, { enforces: readonly string[]; types: TypeNames }>> = {
  athena: { enforces: [], types: TRINO },
  bigquery: { enforces: ["not_null"], types: BIGQUERY },
  clickhouse: { enforces: ["check"], types: CLICKHOUSE },
  databricks: { enforces: ["check", "not_null"], types: SPARK },
  duckdb: { enforces: ALL, types: DUCKDB },
  fabric: { enforces: ["not_null", "unique", "primary_key", "foreign_key"], types: SQLSERVER },
  postgres: { enforces: ALL, types: POSTGRES },
  redshift: { enforces: ["not_null"], types: REDSHIFT },
  snowflake: { enforces: ["not_null"], types: SNOWFLAKE },
  spark: { enforces: [], types: SPARK },
  sqlserver: { enforces: ALL, types: SQLSERVER },
  trino: { enforces: ["not_null"], types: TRINO },
};

/** dbt's own defaults (dbt-adapters base/impl.py), for an adapter that is not listed. */
const BASE = { enforces: ["not_null", "foreign_key"], types: STANDARD };

/** The traits of an adapter by its `adapter_type`; dbt's base defaults for one that is not listed. */
export function adapterTraits(adapterType: string | null): AdapterTraits {
  const name = adapterType ?? "unknown";
  const { enforces, types } = (Object.hasOwn(ADAPTERS, name) ? ADAPTERS[name] : undefined) ?? BASE;
  return {
    name,
    enforces: new Set(enforces),
    typeAliases: { ...STANDARD.aliases, ...types.aliases },
    defaultSizes: types.defaultSizes,
  };
}
