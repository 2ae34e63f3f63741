import type { Model } from "../manifest/project.ts";
import { isChangeOf, type Change, type Removed, type Renamed } from "./change.ts";

/** A model whose id head no longer has: deleted, switched off, or living on under another id. */
export type GoneModel = Removed<"model"> | Renamed<"model">;

/** The project's own models whose id is gone from head. */
export function goneModels(changes: readonly Change[]): readonly GoneModel[] {
  const found: GoneModel[] = [];
  for (const change of changes) {
    if (change.origin === "package" || !isChangeOf(change, "model")) continue;
    if (change.kind === "removed" || change.kind === "renamed") found.push(change);
  }
  return found;
}

/** How people call a model: `dim_customers`, and `dim_customers.v2` for a version of it. */
export function modelName(model: Model): string {
  return model.version === null ? model.name : `${model.name}.v${model.version}`;
}
