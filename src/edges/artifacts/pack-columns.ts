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
  readonly fresh: readonly (Column | PlainColumn)[];
}

/** A column that says nothing else, as most do. It takes a fraction of the time to hand over. */
type PlainColumn = readonly [name: string, description: string, dataType: string | null];

// One empty object and list for all: most columns have nothing else.
const NONE: readonly never[] = Object.freeze([]);
const EMPTY = Object.freeze({});

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
    const fresh: (Column | PlainColumn)[] = [];
    for (const column of node.columns) {
      const plain = isPlain(column);
      const known = plain ? this.#find(column) : undefined;
      positions.push(known?.position ?? this.#count);
      if (known !== undefined) continue;
      fresh.push(plain ? [column.name, column.description, column.dataType] : column);
      if (plain) this.#remember({ column, position: this.#count });
      this.#count += 1;
    }
    return { positions, fresh };
  }

  #find(column: Column): KnownColumn | undefined {
    const { description, dataType } = column;
    return this.#byName
      .get(column.name)
      ?.find((alike) => alike.column.description === description && alike.column.dataType === dataType);
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
    if (packed === null || !("columns" in node)) return node;
    for (const column of packed.fresh) this.#columns.push(isTuple(column) ? plainColumn(column) : column);
    const columns: Column[] = [];
    for (const position of packed.positions) {
      const column = this.#columns[position];
      if (column !== undefined) columns.push(column);
    }
    return { ...node, columns };
  }
}

function isTuple(column: Column | PlainColumn): column is PlainColumn {
  return Array.isArray(column);
}

function plainColumn([name, description, dataType]: PlainColumn): Column {
  return { name, description, dataType, quote: false, constraints: NONE, tags: NONE, meta: EMPTY };
}

/** The node without its columns, ready to be handed over. */
export function withoutColumns(node: Node): Node {
  return "columns" in node ? { ...node, columns: NONE } : node;
}

/** Whether a column says no more than name, type and description. */
function isPlain({ quote, constraints, tags, meta }: Column): boolean {
  return !quote && constraints.length === 0 && tags.length === 0 && isEmpty(meta);
}

function isEmpty(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}
