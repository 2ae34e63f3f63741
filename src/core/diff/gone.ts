import { displayName } from "../display-name.ts";
import type { Model, Project, ResourceType } from "../manifest/project.ts";
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

/**
 * The model whose contract and deprecation date decide whether its end is a break: dbt asks a disabled model as head
 * has it, and a deleted one as base had it (dbt-core: selector_methods.py, "removed (deleted, renamed, or disabled)").
 */
export function askedByDbt({ base }: Gone<"model">, head: Project): Model {
  const disabled = head.disabled[base.uniqueId];
  return disabled?.resourceType === "model" ? disabled : base;
}

/** What a model that lives on is called now, with its package where only that changed; empty for one that does not. */
export function newModelName(gone: Gone<"model">): string {
  if (gone.kind === "removed") return "";
  const name = displayName(gone.head);
  return isMovedToPackage(gone) ? `${gone.head.packageName}.${name}` : name;
}

/** Whether a model lives on under its own name in a project or package of another name. */
export function isMovedToPackage(gone: Gone<"model">): boolean {
  return gone.kind === "renamed" && displayName(gone.head) === displayName(gone.base);
}
