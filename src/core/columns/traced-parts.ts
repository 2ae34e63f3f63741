import { EPHEMERAL_PREFIX, partsOf, type Readable } from "../sql/known-columns.ts";

/** The names by which SQL may read an object: its relation, or the CTE that dbt writes an ephemeral model into. */
export function tracedParts(node: Readable): readonly (readonly string[])[] {
  if (!node.isEphemeral) return [partsOf(node)];
  const names = new Set([node.name, node.relation?.identifier ?? node.name]);
  return [...names].map((name) => [`${EPHEMERAL_PREFIX}${name}`]);
}
