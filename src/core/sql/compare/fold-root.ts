import type { ScopeColumn, ScopeFacts, StatementFacts } from "../facts.ts";
import { walkExpr } from "../expr.ts";
import { passesOn } from "../passes-on.ts";
import { clausesOf } from "./expressions.ts";
import { pathOf, withoutOccurrence } from "./side.ts";

/**
 * Both sides without a last SELECT that only passes on what one scope made: `select * from final` says nothing. Where
 * only one side ends so, it is folded if the other has no scope of that name: then the scope was made, or dissolved.
 */
export function foldRoots(
  base: StatementFacts,
  head: StatementFacts,
): readonly [StatementFacts, StatementFacts] {
  const [left, right] = [foldRoot(base), foldRoot(head)];
  if (left !== null && right !== null) return foldRoots(left, right);
  const folded = left !== null && !has(head, rootOf(left)) ? left : base;
  const other = right !== null && !has(base, rootOf(right)) ? right : head;
  return folded === base && other === head ? [base, head] : foldRoots(folded, other);
}

function rootOf({ scopes }: StatementFacts): string {
  return scopes.at(-1)?.path ?? "";
}

function has({ scopes }: StatementFacts, path: string): boolean {
  return scopes.some((scope) => scope.path === path);
}

/** The facts with the last two scopes as one, null where these are not one. */
function foldRoot(facts: StatementFacts): StatementFacts | null {
  const root = facts.scopes.at(-1);
  const below = root === undefined ? null : belowOf(root, facts);
  if (root === undefined || below === null) return null;
  const rest = facts.scopes.filter((scope) => scope !== root && scope !== below);
  if (rest.some((scope) => mentions(scope, below.path))) return null;
  const columns = below.set === null ? foldColumns(root, below) : foldPositions(root, below);
  return columns === null ? null : { ...facts, scopes: [...rest, { ...below, columns }] };
}

/** The one scope whose rows a scope passes on. */
function belowOf(root: ScopeFacts, { scopes }: StatementFacts): ScopeFacts | null {
  if (!passesOn(root)) return null;
  const [{ source } = { source: "" }] = root.inputs;
  // A scope that makes columns and keeps the rows of its input is looked through for rows, not for what it makes.
  const between = scopes.findLast(
    (scope) =>
      scope !== root && passesOn(scope) && scope.inputs[0]?.source === source && makesFor(root, scope.path),
  );
  return between ?? scopes.find(({ path }) => path === pathOf(source) && path !== root.path) ?? null;
}

function makesFor({ columns }: ScopeFacts, path: string): boolean {
  return columns.some(({ expr }) => expr.type === "resolved" && expr.source === `@${path}`);
}

function foldColumns(root: ScopeFacts, below: ScopeFacts): readonly ScopeColumn[] | null {
  const own = `@${below.path}`;
  const columns = root.columns.map((column): ScopeColumn | null => {
    const { expr } = column;
    if (expr.type === "star")
      return expr.qualifier?.key === own ? (below.columns.find(isRest) ?? null) : column;
    if (expr.type !== "resolved") return null;
    const made = below.columns.find(({ name, expr: inner }) =>
      expr.source === own ? name.key === expr.column : same(inner, expr),
    );
    return made === undefined ? null : { ...column, expr: made.expr, line: made.line };
  });
  const found = columns.filter((column) => column !== null);
  return found.length === columns.length ? found : null;
}

function isRest({ name }: ScopeColumn): boolean {
  return name.key === "*";
}

function same(inner: ScopeColumn["expr"], expr: ScopeColumn["expr"]): boolean {
  if (inner.type !== "resolved" || expr.type !== "resolved") return false;
  return inner.source === expr.source && inner.column === expr.column;
}

/** The columns of a set operation are known by position: they may get other names, but not another order. */
function foldPositions(root: ScopeFacts, below: ScopeFacts): readonly ScopeColumn[] | null {
  const inOrder = root.columns.every(({ expr }, index) => {
    const column = below.columns[index];
    return expr.type === "resolved" && expr.source === `@${below.path}` && expr.column === column?.name.key;
  });
  if (!inOrder || root.columns.length !== below.columns.length) return null;
  return below.columns.map((column, index) => ({
    ...column,
    name: root.columns[index]?.name ?? column.name,
  }));
}

function mentions(scope: ScopeFacts, path: string): boolean {
  if (scope.inputs.some(({ source }) => pathOf(withoutOccurrence(source)) === path)) return true;
  if (scope.set?.branches.includes(path) === true) return true;
  let found = false;
  for (const expr of [...clausesOf(scope), ...scope.columns.map((column) => column.expr)]) {
    walkExpr(expr, (each) => {
      if (each.type === "resolved" && pathOf(each.source) === path) found = true;
      if (each.type === "scope" && each.path === path) found = true;
    });
  }
  return found;
}
