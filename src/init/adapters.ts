/** How a workflow connects dbt to a warehouse. The keys of `profile` are those of dbt's `profiles.yml` for the adapter. */
export interface Adapter {
  /** As dbt writes it in `metadata.adapter_type`. */
  readonly name: string;
  /** The Python package that brings it. */
  readonly package: string;
  /**
   * Lines of its profile under `type`. What becomes part of relation names (database, schema) stands there as written:
   * a value from a secret would differ on pull requests from forks, which get none, and every relation would have moved.
   */
  readonly profile: readonly string[];
  /** Secrets of the repository that `profile` reads. The first tells whether the warehouse can be reached. */
  readonly secrets: readonly string[];
  /** Shell lines that put a secret where the adapter looks for it. */
  readonly prepare: readonly string[];
}

/** What dbt's `env_var` gives a profile. */
function secret(name: string): string {
  return `"{{ env_var('${name}') }}"`;
}

const snowflake: Adapter = {
  name: "snowflake",
  package: "dbt-snowflake",
  profile: [
    `account: ${secret("SNOWFLAKE_ACCOUNT")}`,
    `user: ${secret("SNOWFLAKE_USER")}`,
    `private_key: ${secret("SNOWFLAKE_PRIVATE_KEY")}`,
    "role: transformer",
    "warehouse: transforming",
    "database: analytics",
    "schema: prod",
  ],
  secrets: ["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_USER", "SNOWFLAKE_PRIVATE_KEY"],
  prepare: [],
};

const bigquery: Adapter = {
  name: "bigquery",
  package: "dbt-bigquery",
  profile: [
    "method: service-account",
    `keyfile: "{{ env_var('RUNNER_TEMP') }}/bigquery.json"`,
    "project: my-project",
    "dataset: prod",
  ],
  secrets: ["BIGQUERY_KEY_JSON"],
  prepare: [`printf '%s' "$BIGQUERY_KEY_JSON" > "$RUNNER_TEMP/bigquery.json"`],
};

const redshift: Adapter = {
  name: "redshift",
  package: "dbt-redshift",
  profile: [
    `host: ${secret("REDSHIFT_HOST")}`,
    `user: ${secret("REDSHIFT_USER")}`,
    `password: ${secret("REDSHIFT_PASSWORD")}`,
    "port: 5439",
    "dbname: analytics",
    "schema: prod",
  ],
  secrets: ["REDSHIFT_HOST", "REDSHIFT_USER", "REDSHIFT_PASSWORD"],
  prepare: [],
};

const databricks: Adapter = {
  name: "databricks",
  package: "dbt-databricks",
  profile: [
    `host: ${secret("DATABRICKS_HOST")}`,
    `http_path: ${secret("DATABRICKS_HTTP_PATH")}`,
    `token: ${secret("DATABRICKS_TOKEN")}`,
    "catalog: analytics",
    "schema: prod",
  ],
  secrets: ["DATABRICKS_HOST", "DATABRICKS_HTTP_PATH", "DATABRICKS_TOKEN"],
  prepare: [],
};

const postgres: Adapter = {
  name: "postgres",
  package: "dbt-postgres",
  profile: [
    `host: ${secret("POSTGRES_HOST")}`,
    `user: ${secret("POSTGRES_USER")}`,
    `password: ${secret("POSTGRES_PASSWORD")}`,
    "port: 5432",
    "dbname: analytics",
    "schema: prod",
  ],
  secrets: ["POSTGRES_HOST", "POSTGRES_USER", "POSTGRES_PASSWORD"],
  prepare: [],
};

/** A file of its own: there is nothing to reach, so that compiling always works. */
const duckdb: Adapter = {
  name: "duckdb",
  package: "dbt-duckdb",
  profile: ["path: analytics.duckdb", "schema: main"],
  secrets: [],
  prepare: [],
};

/** The adapters that `headgate init` knows. */
export const adapters: readonly Adapter[] = [snowflake, bigquery, redshift, databricks, postgres, duckdb];
