/** What differs between adapters and matters to rendering. */
export interface RenderTraits {
  /** The adapter and those that it builds on, nearest first (`dependencies` of each `AdapterPlugin`). */
  readonly chain: readonly string[];
  /** What opens and closes a quoted name. */
  readonly quotes: readonly [string, string];
  /** How relations are written where nothing says otherwise: which parts, and whether quoted. */
  readonly isQuoted: boolean;
  readonly hasDatabase: boolean;
  /** `TYPE_LABELS` of the adapter's `Column`, over dbt's own. */
  readonly typeLabels: Readonly<Record<string, string>>;
  /** Whether a numeric type is written without precision (dbt-bigquery: `BigQueryColumn.numeric_type`). */
  readonly plainNumerics: boolean;
}

const PARENTS: Readonly<Record<string, string>> = {
  databricks: "spark",
  fabricspark: "spark",
  glue: "spark",
  greenplum: "postgres",
  materialize: "postgres",
  redshift: "postgres",
  risingwave: "postgres",
  sqlserver: "fabric",
  synapse: "fabric",
};

const ANSI: Omit<RenderTraits, "chain"> = {
  quotes: ['"', '"'],
  isQuoted: true,
  hasDatabase: true,
  // dbt-adapters: base/column.py
  typeLabels: { STRING: "TEXT", TIMESTAMP: "TIMESTAMP", FLOAT: "FLOAT", INTEGER: "INT", BOOLEAN: "BOOLEAN" },
  plainNumerics: false,
};

const SPARK: Omit<RenderTraits, "chain"> = {
  ...ANSI,
  quotes: ["`", "`"],
  isQuoted: false,
  hasDatabase: false,
  typeLabels: { LONG: "BIGINT" },
};

const SQLSERVER: Omit<RenderTraits, "chain"> = {
  ...ANSI,
  typeLabels: {
    STRING: "VARCHAR(8000)",
    TIMESTAMP: "DATETIME2(6)",
    FLOAT: "FLOAT",
    INTEGER: "INT",
    BOOLEAN: "BIT",
  },
};

/** The quoting and type labels of each adapter: its `relation.py` and `column.py`. */
const ADAPTERS: Readonly<Record<string, Omit<RenderTraits, "chain">>> = {
  athena: { ...ANSI, typeLabels: { STRING: "varchar", FLOAT: "double", INTEGER: "integer" } },
  bigquery: {
    ...ANSI,
    quotes: ["`", "`"],
    typeLabels: { TEXT: "STRING", FLOAT: "FLOAT64", INTEGER: "INT64" },
    plainNumerics: true,
  },
  clickhouse: {
    ...ANSI,
    quotes: ["`", "`"],
    hasDatabase: false,
    typeLabels: { STRING: "String", TIMESTAMP: "DateTime", FLOAT: "Float32", INTEGER: "Int32" },
  },
  databricks: { ...SPARK, isQuoted: true, hasDatabase: true },
  fabric: SQLSERVER,
  oracle: {
    ...ANSI,
    isQuoted: false,
    hasDatabase: false,
    typeLabels: {
      STRING: "VARCHAR2(4000)",
      TIMESTAMP: "TIMESTAMP",
      FLOAT: "FLOAT",
      INTEGER: "INTEGER",
      BOOLEAN: "NUMBER(1)",
    },
  },
  snowflake: { ...ANSI, isQuoted: false },
  spark: SPARK,
  sqlserver: SQLSERVER,
  starrocks: { ...ANSI, quotes: ["`", "`"], hasDatabase: false },
  synapse: SQLSERVER,
  trino: { ...ANSI, typeLabels: { STRING: "VARCHAR", FLOAT: "DOUBLE" } },
};

/** The traits of an adapter by its `adapter_type`; one that is not listed quotes as the SQL standard does. */
export function renderTraits(adapterType: string | null): RenderTraits {
  const chain: string[] = [];
  for (let name = adapterType; name !== null && !chain.includes(name); name = own(PARENTS, name)) {
    chain.push(name);
  }
  for (const name of chain) {
    const traits = own(ADAPTERS, name);
    if (traits !== null) return { chain, ...traits };
  }
  return { chain, ...ANSI };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
