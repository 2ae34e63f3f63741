import type { Surviving } from "../diff/change.ts";
import type { Side } from "../manifest/artifacts.ts";
import { catalogColumns } from "../manifest/catalog-columns.ts";
import { declaredColumn } from "../manifest/declared-column.ts";
import type { Model, Project, Seed, Snapshot } from "../manifest/project.ts";

/** Whether a description says nothing. */
export function isBlank(description: string): boolean {
  return description.trim() === "";
}

/**
 * Whether a package of a project describes its columns at all: at least one in ten of the declared model columns.
 * Where nobody documents columns, a missing description is no news.
 */
export function describesColumns(project: Project, packageName: string): boolean {
  let declared = 0;
  let described = 0;
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType !== "model" || node.packageName !== packageName) continue;
    declared += node.columns.length;
    described += node.columns.filter((column) => !isBlank(column.description)).length;
  }
  return described > 0 && described * 10 >= declared;
}

/** The columns of an object of head that have no description: declared ones, then those that only the catalog knows. */
export function undescribedOf(model: Model | Seed | Snapshot, head: Side): readonly string[] {
  const declared = model.columns.map((column) => column.name);
  const known = catalogColumns(head, model.uniqueId) ?? [];
  return undescribed(model, [...declared, ...known.map((column) => column.name)]);
}

/** The columns that a change brought to a model and that have no description. */
export function newlyUndescribed(change: Surviving<"model">): readonly string[] {
  const came = change.columns.filter(({ kind }) => kind === "added" || kind === "renamed");
  return undescribed(
    change.head,
    came.map((column) => column.name),
  );
}

function undescribed(model: Model | Seed | Snapshot, names: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const description = declaredColumn(model, name)?.description ?? "";
    if (isBlank(description) && !found.has(lower)) found.set(lower, name);
  }
  return [...found.values()];
}
