import type { UniqueId } from "../manifest/node.ts";
import type { ColumnEdge, ColumnStart } from "./column-graph.ts";

/** The columns that changes have reached so far, in lower case. */
export class ReachedColumns {
  readonly #columns = new Map<UniqueId, Set<string>>();
  /** Columns that head no longer has. */
  readonly #gone = new Map<UniqueId, Set<string>>();

  constructor(starts: readonly ColumnStart[]) {
    for (const { uniqueId, column, change } of starts) {
      if (column === null) continue;
      put(this.#columns, uniqueId, column);
      if (change === "removed" || change === "renamed") put(this.#gone, uniqueId, column);
    }
  }

  has(id: UniqueId): boolean {
    return this.#columns.has(id);
  }

  of(id: UniqueId): ReadonlySet<string> {
    return this.#columns.get(id) ?? NONE;
  }

  /** Whether an object lost a column. */
  isGone(id: UniqueId): boolean {
    return this.#gone.has(id);
  }

  /** Takes an edge on: what a star passes on is gone with the column that it stood for. */
  pass({ from, to, named }: ColumnEdge): void {
    if (to.column === null) return;
    put(this.#columns, to.uniqueId, to.column);
    const lost = !named && from.column === to.column && this.#gone.get(from.uniqueId)?.has(from.column ?? "");
    if (lost === true) put(this.#gone, to.uniqueId, to.column);
  }
}

const NONE: ReadonlySet<string> = new Set();

function put(sets: Map<UniqueId, Set<string>>, id: UniqueId, column: string): void {
  const set = sets.get(id) ?? new Set();
  sets.set(id, set.add(column));
}
