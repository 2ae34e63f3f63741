import type { Column } from "./node.ts";
import type { Node } from "./project.ts";

/** The declared columns of an object; none for kinds that have no columns. */
export function columnsOf(node: Node): readonly Column[] {
  return "columns" in node ? node.columns : [];
}

// Asked for once per column: a wide table has thousands.
const known = new WeakMap<Node, ReadonlyMap<string, Column>>();

/** A column declared on an object, whatever its case; undefined when there is none of that name. */
export function declaredColumn(node: Node, name: string): Column | undefined {
  const found = known.get(node) ?? byLowerName(columnsOf(node));
  known.set(node, found);
  return found.get(name.toLowerCase());
}

/** Of two columns that differ in case alone, the first. */
function byLowerName(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.toReversed().map((column) => [column.name.toLowerCase(), column]));
}
