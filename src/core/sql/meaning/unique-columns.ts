import type { StatementFacts } from "../facts.ts";
import { originOfColumn } from "./origins.ts";
import { uniquenessIn, type UniqueSets } from "./unique-sets.ts";

/** The columns of a statement's result, in lower case, that together tell its rows apart: none where it has one row. */
export function uniqueColumns(
  { scopes }: StatementFacts,
  declared: UniqueSets,
): readonly ReadonlySet<string>[] {
  const root = scopes.at(-1);
  if (root === undefined) return [];
  const names = new Map(
    root.columns.map((column) => [originOfColumn(column, root), column.name.key.toLowerCase()]),
  );
  const byPath = new Map(scopes.map((scope) => [scope.path, scope]));
  return uniquenessIn(byPath, declared)
    .setsOf(`@${root.path}`)
    .flatMap((set) => {
      const columns = [...set].flatMap((origin) => names.get(origin) ?? []);
      return columns.length === set.size ? [new Set(columns)] : [];
    });
}
