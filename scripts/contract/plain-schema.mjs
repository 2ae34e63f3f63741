const MAPS = new Set(["properties", "patternProperties"]);
const KEPT = new Set([
  ...MAPS,
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "enum",
  "format",
  "items",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "not",
  "oneOf",
  "pattern",
  "required",
  "type",
  "uniqueItems",
]);

// GitHub names formats of its own, such as `repo.nwo`, that nobody can check.
const FORMATS = new Set(["date-time", "date", "uri", "email"]);

/** An OpenAPI 3.0 schema as JSON Schema, without the words for people. References point into `github#/schemas`. */
export function plainSchema(schema) {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(plainSchema);
  const kept = Object.entries(schema).filter(([key, value]) => isKept(key, value));
  const plain = Object.fromEntries(kept.map(([key, value]) => [key, plainPart(key, value)]));
  return schema.nullable === true ? orNull(plain) : plain;
}

/** All keys that an object of this schema may have, in any of its branches. */
export function keysOf(schema, lookUp) {
  const known = lookUp(schema);
  const branches = [...(known.oneOf ?? []), ...(known.anyOf ?? []), ...(known.allOf ?? [])];
  const inBranches = branches.flatMap((branch) => [...keysOf(branch, lookUp)]);
  return new Set([...Object.keys(known.properties ?? {}), ...inBranches]);
}

function isKept(key, value) {
  return KEPT.has(key) && (key !== "format" || FORMATS.has(value));
}

function plainPart(key, value) {
  if (key === "$ref") return value.replace("#/components/", "github#/");
  if (key === "required" || key === "enum") return value;
  if (!MAPS.has(key)) return plainSchema(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainSchema(part)]));
}

function orNull(plain) {
  if (typeof plain.type !== "string") return { anyOf: [plain, { type: "null" }] };
  const values = plain.enum === undefined ? {} : { enum: [...plain.enum, null] };
  return { ...plain, ...values, type: [plain.type, "null"] };
}
