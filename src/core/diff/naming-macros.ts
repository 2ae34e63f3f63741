import type { UniqueId } from "../manifest/node.ts";
import type { Macro, Project } from "../manifest/project.ts";
import type { RelationPart } from "./environment.ts";
import { sameButFormatting } from "./formatting.ts";
import { authorsOf } from "./origin.ts";

/**
 * The macros of the project itself that name relations and that changed, came or went, by the part that they name.
 * dbt asks `generate_database_name`, `generate_schema_name` and `generate_alias_name` of the root project, also under
 * the name of an adapter (`default__generate_schema_name`).
 */
export function changedNamingMacros(base: Project, head: Project): ReadonlyMap<RelationPart, UniqueId> {
  const changed = new Map<RelationPart, UniqueId>();
  for (const id of new Set([...namingMacros(base), ...namingMacros(head)])) {
    const [before, after] = [base.macros[id], head.macros[id]];
    const macro = after ?? before;
    const part = macro === undefined || isSame(before, after) ? undefined : partNamedBy(macro);
    if (part !== undefined && isOwn(macro, base, head)) changed.set(part, id);
  }
  return changed;
}

function isOwn(macro: Macro | undefined, base: Project, head: Project): boolean {
  return macro !== undefined && authorsOf(base, head).has(macro.packageName);
}

function partNamedBy({ name }: Macro): RelationPart | undefined {
  return PARTS.get(NAMING.exec(name)?.[1] ?? "");
}

function isSame(before: Macro | undefined, after: Macro | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return sameButFormatting(before.sql, after.sql, "sql");
}

const NAMING = /(?:^|__)generate_(database|schema|alias)_name$/u;

const PARTS: ReadonlyMap<string, RelationPart> = new Map([
  ["database", "database"],
  ["schema", "schema"],
  ["alias", "identifier"],
]);

function namingMacros({ macros }: Project): readonly UniqueId[] {
  return Object.keys(macros).filter((id) => id.includes("generate_") && id.endsWith("_name"));
}
