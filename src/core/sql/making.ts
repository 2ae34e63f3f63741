import { walkExpr } from "./expr.ts";
import type { ScopeColumn, StatementFacts } from "./facts.ts";
import type { Expr, Resolved } from "./query.ts";

/** The expression that makes a column of the result, seen through scopes that pass it on as it is; null where there is none. */
export function makingOf(facts: StatementFacts, name: string): Expr | null {
  const column = resultColumn(facts, name);
  return column === undefined ? null : madeBy(facts, column);
}

/** As {@link makingOf}, for a column of any scope. */
export function madeBy(facts: StatementFacts, column: ScopeColumn): Expr {
  const seen = new Set<string>();
  let { expr } = column;
  while (expr.type === "resolved" && !seen.has(keyOf(expr))) {
    seen.add(keyOf(expr));
    expr = columnBehind(facts, expr)?.expr ?? expr;
  }
  return expr;
}

/** Every expression that a column of the result is made by: its own, and those of the scopes below. */
export function makingsOf(facts: StatementFacts, name: string): readonly Expr[] {
  const found = new Map<string, Expr>();
  const first = resultColumn(facts, name);
  const open = first === undefined ? [] : [first.expr];
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    walkExpr(expr, (part) => {
      if (part.type !== "resolved" || found.has(keyOf(part))) return;
      const below = columnBehind(facts, part);
      if (below === undefined) return;
      found.set(keyOf(part), below.expr);
      open.push(below.expr);
    });
  }
  return first === undefined ? [] : [first.expr, ...found.values()];
}

function resultColumn({ scopes }: StatementFacts, name: string): ScopeColumn | undefined {
  const wanted = name.toLowerCase();
  return scopes.at(-1)?.columns.find((column) => column.name.text.toLowerCase() === wanted);
}

/** The column of a scope that a name stands for; undefined where it stands for one of a relation. */
function columnBehind({ scopes }: StatementFacts, { source, column }: Resolved): ScopeColumn | undefined {
  if (!source.startsWith("@")) return undefined;
  const scope = scopes.find(({ path }) => path === source.slice(1));
  return scope?.columns.find(({ name }) => name.key === column);
}

function keyOf({ source, column }: Resolved): string {
  return `${source}.${column}`;
}
