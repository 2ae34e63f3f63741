type Schema = Readonly<Record<string, unknown>>;

/** A value that fits a JSON Schema of the strict kind: the first of what is allowed, one item in each list. */
export function sampleOf(schema: Schema): unknown {
  const { enum: allowed, anyOf, const: only } = schema;
  if (only !== undefined) return only;
  if (Array.isArray(allowed)) return allowed[0];
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0]);
  return byType(schema);
}

function byType({ type, properties, items }: Schema): unknown {
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schemasIn(properties)).map(([key, schema]) => [key, sampleOf(schema)]),
      );
    case "array":
      return typeof items === "object" && items !== null ? [sampleOf({ ...items })] : [];
    case "string":
      return "A sentence.";
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function schemasIn(properties: unknown): Readonly<Record<string, Schema>> {
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}
