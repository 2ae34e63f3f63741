import type { Constraint } from "./node.ts";
import type { Buildable } from "./project.ts";

/** The table that a foreign key points to: `orders` of `"prod"."sales"."orders"`, and of `ref('orders')` where nothing was compiled. */
export function targetTable(to: string): string {
  return namesIn(to).at(-1) ?? to;
}

/** Whether a foreign key points to this node, as far as `to` says: by its relation once compiled, by its name before. */
export function pointsTo(constraint: Constraint, node: Buildable): boolean {
  if (constraint.to === null) return false;
  const names = namesIn(constraint.to).map((name) => name.toLowerCase());
  const table = names.at(-1);
  if (/\bref\s*\(/u.test(constraint.to)) return table === node.name.toLowerCase();
  const schema = node.relation?.schema?.toLowerCase();
  const inSchema = names.length < 2 || schema === undefined || names.at(-2) === schema;
  return inSchema && table === (node.relation?.identifier ?? node.name).toLowerCase();
}

function namesIn(to: string): readonly string[] {
  return to.match(/[\p{L}\p{N}_$-]+/gu) ?? [];
}
