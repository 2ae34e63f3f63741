import type { Comparison } from "../compare/comparison.ts";
import type { SqlEdit } from "../compare/edit.ts";
import type { ScopeFacts, ScopeInput } from "../facts.ts";
import type { Expr } from "../query.ts";
import { scopesOf, twinOf } from "./join-meaning.ts";
import { originOf, originOfColumn, ownerOf, type Origin } from "./origins.ts";

/** An outer join that now may leave columns of the result null. */
export interface NullFeed {
  readonly edit: SqlEdit;
  /** As the result names them. */
  readonly columns: readonly string[];
}

/** The edits of joins after which columns that the result takes from a joined side as they are may be null. */
export function nullFeeds(edits: readonly SqlEdit[], comparison: Comparison): readonly NullFeed[] {
  const joins = edits.filter(({ kind }) => kind === "join");
  return joins.flatMap((edit) => {
    const columns = fedColumns(edit, comparison);
    return columns.length === 0 ? [] : [{ edit, columns }];
  });
}

function fedColumns(edit: SqlEdit, comparison: Comparison): readonly string[] {
  const { base, head } = scopesOf(edit, comparison);
  if (head === null) return [];
  const { root, sides } = comparison;
  const nullable = newlyNullable(base, head, comparison);
  const fed = head.columns.filter(({ expr }) => {
    const value = withoutCast(expr);
    const owner = value.type === "resolved" ? ownerOf(value, head, sides.head.scopes) : null;
    return owner !== null && nullable.includes(owner);
  });
  if (head === root.head) return fed.map(({ name }) => name.text);
  const origins = new Set<Origin>(fed.map((column) => originOfColumn(column, head)));
  return root.head.columns
    .filter(({ expr }) => passes(withoutCast(expr), origins))
    .map(({ name }) => name.text);
}

function passes(expr: Expr, origins: ReadonlySet<Origin>): boolean {
  return expr.type === "resolved" && origins.has(originOf(expr));
}

/** The relations that head joins in a way that leaves them null and base did not. */
function newlyNullable(
  base: ScopeFacts | null,
  head: ScopeFacts,
  comparison: Comparison,
): readonly ScopeInput[] {
  const before = base === null ? [] : nullableInputs(base);
  return nullableInputs(head).filter((input) => {
    const twin = base === null ? null : twinOf(input, base, comparison);
    return twin === null || !before.includes(twin);
  });
}

function nullableInputs({ inputs }: ScopeFacts): readonly ScopeInput[] {
  return inputs.filter(({ join }, index) => {
    const later = inputs.slice(index + 1);
    return isOuter(join, /left|full/u) || later.some((other) => isOuter(other.join, /right|full/u));
  });
}

function isOuter(join: ScopeInput["join"], kinds: RegExp): boolean {
  return kinds.test(join?.kind ?? "") && !/semi|anti/u.test(join?.kind ?? "");
}

function withoutCast(expr: Expr): Expr {
  return expr.type === "cast" ? withoutCast(expr.operand) : expr;
}
