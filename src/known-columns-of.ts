import type { KnownColumns } from "./core/jinja/dbt/render-state.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { Readable, SideName } from "./core/sql/known-columns.ts";

/** The columns of an object by catalog, contract or SQL. */
export interface FoundColumns {
  readonly names: readonly string[];
  /** Whether SQL gives them that depends on something unknown, its own or that of what it reads. */
  readonly isGuessed: boolean;
}

interface Told {
  readonly artifacts: Artifacts;
  readonly side: SideName;
  /** Null where nobody could tell. */
  readonly read: FoundColumns | null;
}

/** What a template is told of the columns of a relation: from the catalog or its SQL, else what is documented. */
export function knownColumns(node: Readable, { artifacts, side, read }: Told): KnownColumns | null {
  const types = new Map<string, string>();
  for (const { name, dataType } of node.columns)
    if (dataType !== null) types.set(name.toLowerCase(), dataType);
  const other = side === "base" ? "head" : "base";
  const catalog = (artifacts[side].catalog ?? artifacts[other].catalog)?.columns[node.uniqueId] ?? [];
  for (const { name, type } of catalog) types.set(name.toLowerCase(), type);
  const typed = (name: string) => ({ name, type: types.get(name.toLowerCase()) ?? null });
  if (read !== null) return { columns: read.names.map(typed), isGuessed: read.isGuessed };
  if (node.columns.length === 0) return null;
  return { columns: node.columns.map(({ name }) => typed(name)), isGuessed: true };
}
