/** What kind of values a type holds, in words for people. */
export type TypeFamily =
  | "string"
  | "number"
  | "boolean"
  | "date"
  | "time"
  | "timestamp"
  | "timestamp with time zone"
  | "binary"
  | "json"
  | "list"
  | "struct"
  | "other";

const FAMILIES: readonly (readonly [TypeFamily, readonly string[]])[] = [
  ["string", ["varchar", "char", "text", "string", "nvarchar", "nchar", "varchar2", "nvarchar2", "clob"]],
  ["number", ["tinyint", "smallint", "mediumint", "integer", "bigint", "hugeint"]],
  ["number", ["uint8", "uint16", "uint32", "uint64", "utinyint", "usmallint", "uinteger", "ubigint"]],
  ["number", ["decimal", "bignumeric", "number", "money", "real", "float", "double"]],
  ["boolean", ["boolean"]],
  ["date", ["date", "date32"]],
  ["time", ["time", "timetz"]],
  ["timestamp", ["timestamp", "timestamp_ntz", "datetime", "datetime2", "smalldatetime", "datetime64"]],
  ["timestamp with time zone", ["timestamptz", "timestamp_tz", "timestamp_ltz"]],
  ["binary", ["binary", "varbinary", "bytea", "bytes", "blob", "varbyte"]],
  ["json", ["json", "jsonb", "variant", "super"]],
  ["list", ["array", "list"]],
  ["struct", ["struct", "row", "record", "object", "map", "tuple", "nested"]],
];

const FAMILY_OF: ReadonlyMap<string, TypeFamily> = new Map(
  FAMILIES.flatMap(([family, names]) => names.map((name): [string, TypeFamily] => [name, family])),
);

/** Whole numbers by the bits that they need. */
export const INTEGER_BITS: ReadonlyMap<string, number> = new Map([
  ["tinyint", 8],
  ["smallint", 16],
  ["mediumint", 24],
  ["integer", 32],
  ["bigint", 64],
  ["hugeint", 128],
]);

/** Whole numbers that a floating type holds exactly, in bits. */
export const FLOAT_BITS: ReadonlyMap<string, number> = new Map([
  ["real", 24],
  ["double", 53],
]);

/** The family of a canonical type name; `other` for one that is not known. */
export function familyOf(name: string): TypeFamily {
  return FAMILY_OF.get(name) ?? "other";
}

/** Whether a struct-like type names its members, as `struct<a int64>` and `row(a bigint)` do. */
export function namesMembers(name: string): boolean {
  return name !== "map" && familyOf(name) === "struct";
}
