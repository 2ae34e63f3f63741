import * as types from "../types/type-names.ts";

/** How an engine stores a name: `lower` and `upper` fold unquoted names only, `ignore` tells no case apart, `exact` all. */
export type Folding = "lower" | "upper" | "ignore" | "exact";

/** What differs between SQL dialects and matters to reading a statement. */
export interface Dialect {
  readonly name: string;
  /** The dialect's name in polyglot. */
  readonly polyglot: string;
  /** The dialect's name in sqlparser-rs. */
  readonly sqlparser: string;
  /** The build of node-sql-parser that reads it, null where none does. */
  readonly nodeSqlParser: string | null;
  readonly folding: Folding;
  /** Whether `+` also joins strings, so that its sides may not be swapped. */
  readonly plusConcatenates: boolean;
  /** Whether `concat` of a NULL is NULL, as `||` is; elsewhere it leaves the NULL out. */
  readonly concatKeepsNulls: boolean;
  /** Whether IN of a NULL is NULL, as `=` is; elsewhere it is false. */
  readonly inKeepsNulls: boolean;
  /** Marks that begin a comment to the end of the line. */
  readonly lineComments: readonly string[];
  /** Whether a backslash escapes the next character of a string. */
  readonly backslashEscapes: boolean;
  /** Whether `"paid"` is a string; elsewhere it is a name. */
  readonly doubleQuotedStrings: boolean;
  /** Whether a path into a value is written `payload:items[0]:price`. */
  readonly colonPaths: boolean;
  /** Whether `a // b` divides without a rest. */
  readonly slashesDivide: boolean;
  /** Whether PIVOT names a column `total_card`, not `card_total`. */
  readonly pivotNamesAggregateFirst: boolean;
  /** Whether `total = sum(amount)` in a SELECT names a column. */
  readonly equalsNames: boolean;
  /** How it names data types, beside the names of the SQL standard. */
  readonly types: types.TypeNames;
}

const STANDARD: Omit<Dialect, "name"> = {
  polyglot: "generic",
  sqlparser: "generic",
  nodeSqlParser: null,
  folding: "lower",
  plusConcatenates: false,
  concatKeepsNulls: false,
  inKeepsNulls: true,
  lineComments: ["--"],
  backslashEscapes: false,
  doubleQuotedStrings: false,
  colonPaths: false,
  slashesDivide: false,
  pivotNamesAggregateFirst: false,
  equalsNames: false,
  types: types.STANDARD,
};

const POSTGRES: Dialect = {
  ...STANDARD,
  name: "postgres",
  types: types.POSTGRES,
  polyglot: "postgresql",
  sqlparser: "postgresql",
  nodeSqlParser: "postgresql",
};
const SPARK: Dialect = {
  ...STANDARD,
  name: "spark",
  concatKeepsNulls: true,
  types: types.SPARK,
  polyglot: "spark",
  sqlparser: "hive",
  nodeSqlParser: "hive",
  folding: "ignore",
  backslashEscapes: true,
  doubleQuotedStrings: true,
};
const TRINO: Dialect = {
  ...STANDARD,
  name: "trino",
  concatKeepsNulls: true,
  types: types.TRINO,
  polyglot: "trino",
  nodeSqlParser: "trino",
  folding: "ignore",
};
const SQLSERVER: Dialect = {
  ...STANDARD,
  name: "tsql",
  types: types.SQLSERVER,
  polyglot: "tsql",
  sqlparser: "mssql",
  nodeSqlParser: "transactsql",
  folding: "ignore",
  plusConcatenates: true,
  equalsNames: true,
};

/** Every adapter whose SQL is read, with its dialect. fabric and synapse speak T-SQL, athena speaks Trino's SQL. */
const BY_ADAPTER: Readonly<Record<string, Dialect>> = {
  athena: TRINO,
  bigquery: {
    ...STANDARD,
    name: "bigquery",
    concatKeepsNulls: true,
    types: types.BIGQUERY,
    polyglot: "bigquery",
    sqlparser: "bigquery",
    nodeSqlParser: "bigquery",
    pivotNamesAggregateFirst: true,
    folding: "ignore",
    lineComments: ["--", "#"],
    backslashEscapes: true,
    doubleQuotedStrings: true,
  },
  clickhouse: {
    ...STANDARD,
    name: "clickhouse",
    concatKeepsNulls: true,
    inKeepsNulls: false,
    types: types.CLICKHOUSE,
    polyglot: "clickhouse",
    sqlparser: "clickhouse",
    folding: "exact",
    lineComments: ["--", "#!"],
    backslashEscapes: true,
  },
  databricks: { ...SPARK, name: "databricks", polyglot: "databricks", sqlparser: "databricks" },
  duckdb: {
    ...STANDARD,
    name: "duckdb",
    types: types.DUCKDB,
    polyglot: "duckdb",
    sqlparser: "duckdb",
    folding: "ignore",
    slashesDivide: true,
  },
  fabric: SQLSERVER,
  postgres: POSTGRES,
  redshift: {
    ...POSTGRES,
    name: "redshift",
    concatKeepsNulls: true,
    types: types.REDSHIFT,
    polyglot: "redshift",
    sqlparser: "redshift",
    nodeSqlParser: "redshift",
    folding: "ignore",
  },
  snowflake: {
    ...STANDARD,
    name: "snowflake",
    concatKeepsNulls: true,
    types: types.SNOWFLAKE,
    polyglot: "snowflake",
    sqlparser: "snowflake",
    nodeSqlParser: "snowflake",
    folding: "upper",
    lineComments: ["--", "//"],
    backslashEscapes: true,
    colonPaths: true,
  },
  spark: SPARK,
  sqlserver: SQLSERVER,
  synapse: SQLSERVER,
  trino: TRINO,
};

const GENERIC: Dialect = { ...STANDARD, name: "generic" };

/** The dialect of an adapter by its `adapter_type`; a generic one, of low confidence, where it is not listed. */
export function dialectOf(adapterType: string | null): Dialect {
  const known =
    adapterType !== null && Object.hasOwn(BY_ADAPTER, adapterType) ? BY_ADAPTER[adapterType] : undefined;
  return known ?? GENERIC;
}
