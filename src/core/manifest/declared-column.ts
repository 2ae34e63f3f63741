import type { Column } from "./node.ts";
import type { Node } from "./project.ts";

/** The declared columns of an object; none for kinds that have no columns. */
export function columnsOf(node: Node): readonly Column[] {
  return "columns" in node ? node.columns : [];
}

/** A column declared on an object, whatever its case; undefined when there is none of that name. */
export function declaredColumn(node: Node, name: string): Column | undefined {
  const lower = name.toLowerCase();
  return columnsOf(node).find((column) => column.name.toLowerCase() === lower);
}
