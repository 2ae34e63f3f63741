import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import { pathOf, withoutOccurrence } from "../compare/side.ts";
import type { Expr } from "../query.ts";
import { nullableSources, scopesOf } from "./join-meaning.ts";

/** An outer join that now may leave columns of the result null. */
export interface NullFeed {
  readonly edit: SqlEdit;
  /** As the result names them. */
  readonly columns: readonly string[];
}

/** The edits of joins after which columns of the result that a joined side gives as they are may be null. */
export function nullFeeds(edits: readonly SqlEdit[], comparison: Comparison): readonly NullFeed[] {
  return edits.flatMap((edit) => {
    const nullable = newlyNullable(edit, comparison);
    const columns = comparison.root.head.columns
      .filter(({ expr }) =>
        isFed(expr, comparison.root.head.path, { nullable, scope: edit.scope, comparison }),
      )
      .map(({ name }) => name.text);
    return edit.kind !== "join" || columns.length === 0 ? [] : [{ edit, columns }];
  });
}

/** The sources that head joins in a way that leaves them null and base did not. */
function newlyNullable(edit: SqlEdit, comparison: Comparison): ReadonlySet<string> {
  const { base, head } = scopesOf(edit, comparison);
  const { sides } = comparison;
  const before = new Set([...(base === null ? [] : nullableSources(base))].map(sides.base.source));
  const after = head === null ? [] : [...nullableSources(head)];
  return new Set(after.filter((source) => !before.has(sides.head.source(source))));
}

interface Feed {
  readonly nullable: ReadonlySet<string>;
  /** The scope that joins them. */
  readonly scope: string;
  readonly comparison: Comparison;
}

/** Whether an expression passes on, through casts and scopes, a column of a source that may be null. */
function isFed(made: Expr, path: string, { nullable, scope, comparison }: Feed): boolean {
  const { scopes } = comparison.sides.head;
  let [expr, place] = [withoutCast(made), path];
  // A recursive CTE leads back to itself.
  for (let steps = 0; steps < scopes.size && expr.type === "resolved"; steps++) {
    const { source, column } = { source: withoutOccurrence(expr.source), column: expr.column };
    if (place === scope && nullable.has(source)) return true;
    const below = scopes.get(pathOf(source) ?? "");
    const next = below?.columns.find(({ name }) => name.key === column);
    if (below === undefined || next === undefined) return false;
    [expr, place] = [withoutCast(next.expr), below.path];
  }
  return false;
}

function withoutCast(expr: Expr): Expr {
  return expr.type === "cast" ? withoutCast(expr.operand) : expr;
}
