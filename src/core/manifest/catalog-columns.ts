import type { Side } from "./artifacts.ts";
import type { UniqueId } from "./node.ts";
import type { CatalogColumn } from "./siblings.ts";

/**
 * The columns that the warehouse had of an object; null when nothing says. A catalog counts only when the run of dbt
 * wrote it that wrote the manifest: an older one shows older columns.
 */
export function catalogColumns({ catalog, project }: Side, id: UniqueId): readonly CatalogColumn[] | null {
  if (catalog?.invocationId !== project.metadata.invocationId) return null;
  return catalog.columns[id] ?? null;
}
