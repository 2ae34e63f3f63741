/**
 * Type names by warehouse family, from each vendor's list of data types.
 * Only names that the warehouse itself treats as one type are folded: `text` and `varchar` are one type in
 * Snowflake and Redshift, but two in Postgres. The canonical names are those of `type-families.ts`.
 */
export interface TypeNames {
  /** Alias to canonical name, in lower case, words parted by one blank. */
  readonly aliases: Readonly<Record<string, string>>;
  /** What a canonical name without parentheses stands for. */
  readonly defaultSizes: Readonly<Record<string, readonly number[]>>;
}

/** Names of the SQL standard, which hold wherever a family does not say otherwise. */
export const STANDARD: TypeNames = {
  aliases: {
    int: "integer",
    dec: "decimal",
    numeric: "decimal",
    bool: "boolean",
    character: "char",
    "char varying": "varchar",
    "character varying": "varchar",
    "double precision": "double",
    "time without time zone": "time",
    "time with time zone": "timetz",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
  },
  defaultSizes: {},
};

const POSTGRES_NUMBERS = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float: "double",
  float4: "real",
  float8: "double",
};

export const POSTGRES: TypeNames = {
  // dbt itself writes `string` as TEXT (base/column.py TYPE_LABELS, alias_types).
  aliases: { ...POSTGRES_NUMBERS, string: "text" },
  defaultSizes: { char: [1], time: [6], timetz: [6], timestamp: [6], timestamptz: [6] },
};

export const REDSHIFT: TypeNames = {
  aliases: {
    ...POSTGRES_NUMBERS,
    nvarchar: "varchar",
    text: "varchar",
    string: "varchar",
    nchar: "char",
    varbinary: "varbyte",
    "binary varying": "varbyte",
  },
  defaultSizes: { char: [1], varchar: [256], decimal: [18, 0] },
};

export const SNOWFLAKE: TypeNames = {
  aliases: {
    number: "decimal",
    int: "decimal",
    integer: "decimal",
    bigint: "decimal",
    smallint: "decimal",
    tinyint: "decimal",
    byteint: "decimal",
    float: "double",
    float4: "double",
    float8: "double",
    real: "double",
    string: "varchar",
    text: "varchar",
    nvarchar: "varchar",
    nvarchar2: "varchar",
    "nchar varying": "varchar",
    nchar: "char",
    varbinary: "binary",
    datetime: "timestamp_ntz",
    timestampntz: "timestamp_ntz",
    "timestamp without time zone": "timestamp_ntz",
    timestampltz: "timestamp_ltz",
    "timestamp with local time zone": "timestamp_ltz",
    timestamptz: "timestamp_tz",
    "timestamp with time zone": "timestamp_tz",
  },
  defaultSizes: {
    char: [1],
    varchar: [16_777_216],
    decimal: [38, 0],
    time: [9],
    timestamp: [9],
    timestamp_ntz: [9],
    timestamp_ltz: [9],
    timestamp_tz: [9],
  },
};

export const BIGQUERY: TypeNames = {
  aliases: {
    int64: "bigint",
    int: "bigint",
    integer: "bigint",
    smallint: "bigint",
    tinyint: "bigint",
    byteint: "bigint",
    float64: "double",
    float: "double",
    bigdecimal: "bignumeric",
    record: "struct",
    // A BigQuery TIMESTAMP is a point in time, a DATETIME has no zone.
    timestamp: "timestamptz",
    datetime: "timestamp",
  },
  defaultSizes: { decimal: [38, 9] },
};

export const SPARK: TypeNames = {
  aliases: {
    byte: "tinyint",
    short: "smallint",
    long: "bigint",
    float: "real",
    // A Spark timestamp is a point in time unless it is written `timestamp_ntz`.
    timestamp: "timestamp_ltz",
  },
  defaultSizes: { decimal: [10, 0] },
};

export const DUCKDB: TypeNames = {
  aliases: {
    ...POSTGRES_NUMBERS,
    float: "real",
    int1: "tinyint",
    short: "smallint",
    signed: "integer",
    long: "bigint",
    int128: "hugeint",
    char: "varchar",
    character: "varchar",
    bpchar: "varchar",
    nvarchar: "varchar",
    string: "varchar",
    text: "varchar",
    logical: "boolean",
    datetime: "timestamp",
    binary: "blob",
    bytea: "blob",
    varbinary: "blob",
  },
  defaultSizes: { decimal: [18, 3] },
};

export const TRINO: TypeNames = {
  aliases: {},
  defaultSizes: {
    char: [1],
    decimal: [38, 0],
    time: [3],
    timetz: [3],
    timestamp: [3],
    timestamptz: [3],
  },
};

export const SQLSERVER: TypeNames = {
  aliases: { float: "double", bit: "boolean", datetimeoffset: "timestamptz" },
  defaultSizes: {
    char: [1],
    nchar: [1],
    varchar: [1],
    nvarchar: [1],
    decimal: [18, 0],
    time: [7],
    datetime2: [7],
    timestamptz: [7],
  },
};

export const CLICKHOUSE: TypeNames = {
  aliases: {
    int8: "tinyint",
    int16: "smallint",
    int32: "integer",
    int64: "bigint",
    int128: "hugeint",
    float32: "real",
    float: "real",
    float64: "double",
    char: "string",
    varchar: "string",
    text: "string",
    datetime: "timestamp",
  },
  defaultSizes: {},
};
