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

/** Columns of one name that are remembered: more differ from each other than repeat. */
const MOST_ALIKE = 8;

interface KnownColumn {
  readonly column: Column;
  readonly position: number;
}

/** The sending side: knows which columns of a manifest were handed over. */
export class ColumnPacker {
  readonly #byName = new Map<string, KnownColumn[]>();
  #count = 0;

  /** The columns of a node, packed; null where it has none. */
  pack(node: Node): PackedColumns | null {
    if (!("columns" in node) || node.columns.length === 0) return null;
    const positions: number[] = [];
    const fresh: Column[] = [];
    for (const column of node.columns) {
      const known = this.#byName.get(column.name)?.find((alike) => isSame(alike.column, column));
      positions.push(known?.position ?? this.#count);
      if (known !== undefined) continue;
      fresh.push(column);
      this.#remember({ column, position: this.#count });
      this.#count += 1;
    }
    return { positions, fresh };
  }

  #remember(known: KnownColumn): void {
    const alike = this.#byName.get(known.column.name);
    if (alike === undefined) this.#byName.set(known.column.name, [known]);
    else if (alike.length < MOST_ALIKE) alike.push(known);
  }
}

/** The receiving side: holds every column of a manifest handed over so far. */
export class ColumnStore {
  readonly #columns: Column[] = [];

  /** The node with its columns again. */
  unpack(node: Node, packed: PackedColumns | null): Node {
    if (packed === null) return node;
    const { positions, fresh } = packed;
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

/** Columns that say more than name, type and description are rare: they are not compared. */
function isSame(left: Column, right: Column): boolean {
  return (
    left.description === right.description &&
    left.dataType === right.dataType &&
    isPlain(left) &&
    isPlain(right)
  );
}

function isPlain({ quote, constraints, tags, meta }: Column): boolean {
  return !quote && constraints.length === 0 && tags.length === 0 && isEmpty(meta);
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
