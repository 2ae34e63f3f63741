import type { Column } from "../../core/manifest/node.ts";
import type { Node } from "../../core/manifest/project.ts";

/**
 * The columns of a node on their way between threads. Equal columns of a manifest are handed over once and become one
 * value: a project says `id`, `created_at` and what they mean hundreds of times.
 */
export interface PackedColumns {
  /** Positions among all columns handed over so far. */
  readonly positions: readonly number[];
  /** The columns that were met here for the first time. */
  readonly fresh: readonly Column[];
}

const NO_COLUMNS: readonly Column[] = Object.freeze([]);

/** The sending side: knows which columns of a manifest were handed over. */
export class ColumnPacker {
  readonly #known = new Map<string, number>();

  /** The columns of a node, packed; null where it has none. */
  pack(node: Node): PackedColumns | null {
    if (!("columns" in node) || node.columns.length === 0) return null;
    const positions: number[] = [];
    const fresh: Column[] = [];
    for (const column of node.columns) {
      const key = keyOf(column);
      const known = this.#known.get(key);
      positions.push(known ?? this.#known.size);
      if (known !== undefined) continue;
      this.#known.set(key, this.#known.size);
      fresh.push(column);
    }
    return { positions, fresh };
  }
}

/** The receiving side: holds every column of a manifest handed over so far. */
export class ColumnStore {
  readonly #columns: Column[] = [];

  /** The node with its columns again. */
  unpack(node: Node, { positions, fresh }: PackedColumns): Node {
    for (const column of fresh) this.#columns.push(column);
    if (!("columns" in node)) return node;
    const columns: Column[] = [];
    for (const position of positions) {
      const column = this.#columns[position];
      if (column !== undefined) columns.push(column);
    }
    return { ...node, columns };
  }
}

/** The node without its columns, ready to be handed over. */
export function withoutColumns(node: Node): Node {
  return "columns" in node ? { ...node, columns: NO_COLUMNS } : node;
}

/** One text for all columns that are equal, and for no others: the lengths tell where each part ends. */
function keyOf({ name, description, dataType, quote, constraints, tags, meta }: Column): string {
  const type = dataType ?? "";
  const plain = `${name.length} ${type.length} ${description.length} ${name}${type}${description}`;
  const isPlain = !quote && constraints.length === 0 && tags.length === 0 && isEmpty(meta);
  return isPlain ? plain : plain + JSON.stringify([quote, constraints, tags, meta]);
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
