import type { ResourceType } from "../manifest/project.ts";
import { isChangeOf, type Change, type Removed, type Renamed } from "./change.ts";

/** An object whose id head no longer has: deleted, switched off, or living on under another id. */
export type Gone<R extends ResourceType> = Removed<R> | Renamed<R>;

/** The objects of one resource type whose id is gone from head, those of packages included. */
export function goneOf<R extends ResourceType>(
  changes: readonly Change[],
  resourceType: R,
): readonly Gone<R>[] {
  const found: Gone<R>[] = [];
  for (const change of changes) {
    if (isChangeOf(change, resourceType) && (change.kind === "removed" || change.kind === "renamed")) {
      found.push(change);
    }
  }
  return found;
}

/** In which of the three ways it is gone. */
export function wayOut(gone: Gone<ResourceType>): "removed" | "disabled" | "renamed" {
  if (gone.kind === "renamed") return "renamed";
  return gone.disabled ? "disabled" : "removed";
}
