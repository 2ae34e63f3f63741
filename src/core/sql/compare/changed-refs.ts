import { someExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import { withoutOccurrence } from "./side.ts";

/** A column that differs, of a scope of one side. */
export interface Moved {
  readonly path: string;
  readonly column: string;
}

/**
 * The columns of all scopes of a side, as `@path.column`, whose value is another because of these; a scope of which a
 * column moved stands in it as `@path`, for those who use it inside an expression.
 */
export function changedRefs(
  scopes: ReadonlyMap<string, ScopeFacts>,
  moved: readonly Moved[],
): ReadonlySet<string> {
  const changed = new Set(moved.flatMap(({ path, column }) => [`@${path}`, `@${path}.${column}`]));
  if (changed.size === 0) return changed;
  for (const scope of scopes.values()) {
    for (const [index, { name, expr }] of scope.columns.entries()) {
      const hit =
        scope.set === null ? mentionsAny(expr, changed) : branchMoved(scope, index, { scopes, changed });
      if (hit) changed.add(`@${scope.path}.${name.key}`).add(`@${scope.path}`);
    }
  }
  return changed;
}

function branchMoved(
  { set }: ScopeFacts,
  index: number,
  {
    scopes,
    changed,
  }: { readonly scopes: ReadonlyMap<string, ScopeFacts>; readonly changed: ReadonlySet<string> },
): boolean {
  return (set?.branches ?? []).some((path) => {
    const column = scopes.get(path)?.columns[index];
    return column !== undefined && changed.has(`@${path}.${column.name.key}`);
  });
}

/** Whether an expression reads one of these columns, or a query inside it is one of these scopes. */
export function mentionsAny(expr: Expr, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  return someExpr(expr, (each) => {
    if (each.type === "scope") return changed.has(`@${each.path}`);
    return each.type === "resolved" && changed.has(`${withoutOccurrence(each.source)}.${each.column}`);
  });
}
