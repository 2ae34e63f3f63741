import type { UniqueId } from "../manifest/node.ts";
import type { Change } from "./change.ts";

/** The id that each renamed object of base has in head. */
export function renamedIds(changes: readonly Change[]): ReadonlyMap<UniqueId, UniqueId> {
  const renamed = new Map<UniqueId, UniqueId>();
  for (const change of changes) if (change.kind === "renamed") renamed.set(change.from, change.uniqueId);
  return renamed;
}
