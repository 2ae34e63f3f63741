import type { UniqueId } from "../manifest/node.ts";

/** The cause of every finding that a column brings about which is gone, or holds another type or value; `id` is base's. */
export function columnCause(id: UniqueId, column: string): string {
  return `column:${id}.${column.toLowerCase()}`;
}

/** The cause of every finding that an object which is gone brings about; `id` is base's. */
export function nodeCause(id: UniqueId): string {
  return `node:${id}`;
}

/** The cause of every finding that another materialization brings about; `id` is base's. */
export function materializationCause(id: UniqueId): string {
  return `materialized:${id}`;
}

/** The cause of every finding that another join in an object brings about; `id` is base's. */
export function joinCause(id: UniqueId): string {
  return `join:${id}`;
}
