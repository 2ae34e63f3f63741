import type { JsonObject } from "../../core/json.ts";
import type { Column, Constraint } from "../../core/manifest/node.ts";
import type { Node } from "../../core/manifest/project.ts";

/**
 * Columns on their way between threads: name, description and type of each in a row, and the few others that say more.
 * Most columns say nothing else, and an object for each of 300,000 costs more to hand over than to make.
 */
export interface PackedColumns {
  readonly texts: readonly (string | null)[];
  /** Position of a column and what else it says. */
  readonly others: readonly (readonly [number, Column])[];
}

const WIDTH = 3;
const NO_META: JsonObject = Object.freeze({});
const NO_TAGS: readonly string[] = Object.freeze([]);
const NO_CONSTRAINTS: readonly Constraint[] = Object.freeze([]);
const NO_COLUMNS: readonly Column[] = Object.freeze([]);

/** The columns of a node, packed; null where it has none. */
export function packColumns(node: Node): PackedColumns | null {
  if (!("columns" in node) || node.columns.length === 0) return null;
  const texts: (string | null)[] = [];
  const others: (readonly [number, Column])[] = [];
  for (const [position, column] of node.columns.entries()) {
    texts.push(column.name, column.description, column.dataType);
    if (!isPlain(column)) others.push([position, column]);
  }
  return { texts, others };
}

/** The node without its columns, ready to be handed over. */
export function withoutColumns(node: Node): Node {
  return "columns" in node ? { ...node, columns: NO_COLUMNS } : node;
}

/** The node with its columns again. */
export function withColumns(node: Node, packed: PackedColumns): Node {
  return "columns" in node ? { ...node, columns: unpack(packed) } : node;
}

function unpack({ texts, others }: PackedColumns): readonly Column[] {
  const columns: Column[] = [];
  for (let at = 0; at < texts.length; at += WIDTH) {
    columns.push({
      name: texts[at] ?? "",
      description: texts[at + 1] ?? "",
      dataType: texts[at + 2] ?? null,
      quote: false,
      constraints: NO_CONSTRAINTS,
      tags: NO_TAGS,
      meta: NO_META,
    });
  }
  for (const [position, column] of others) columns[position] = column;
  return columns;
}

function isPlain({ quote, constraints, tags, meta }: Column): boolean {
  return !quote && constraints.length === 0 && tags.length === 0 && isEmpty(meta);
}

function isEmpty(value: JsonObject): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
