import { someExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";

/**
 * Whether one side keeps each row once by DISTINCT and the other by grouping: `select distinct a, b` gives the rows of
 * `group by a, b`, NULLs being one value in both. A window sees the rows before DISTINCT, and those after GROUP BY.
 */
export function isSameDistinct({ base, head, sides }: ScopePair): boolean {
  const [distinct, keys] =
    head.grouping === null
      ? [distinctTexts(head, sides.head.text), keyTexts(base, sides.base.text)]
      : [distinctTexts(base, sides.base.text), keyTexts(head, sides.head.text)];
  if (distinct === null || keys === null || distinct.size === 0) return false;
  return distinct.size === keys.size && [...distinct].every((text) => keys.has(text));
}

type Text = (expr: Expr) => string;

/** What DISTINCT tells rows apart by; null where a scope has none, or groups as well. */
function distinctTexts(scope: ScopeFacts, text: Text): ReadonlySet<string> | null {
  if (scope.distinct !== "all" || scope.grouping !== null || hasWindow(scope)) return null;
  return textsOf(
    scope.columns.map(({ expr }) => expr),
    text,
  );
}

/** What GROUP BY tells rows apart by; null where a scope has none, or DISTINCT as well. */
function keyTexts(scope: ScopeFacts, text: Text): ReadonlySet<string> | null {
  if (scope.grouping === null || scope.distinct !== null || hasWindow(scope)) return null;
  return textsOf(scope.grouping, text);
}

/** A constant tells no rows apart. */
function textsOf(exprs: readonly Expr[], text: Text): ReadonlySet<string> {
  return new Set(exprs.filter(({ type }) => type !== "literal").map(text));
}

function hasWindow({ columns, qualify }: ScopeFacts): boolean {
  return [...columns.map(({ expr }) => expr), ...qualify].some((expr) => someExpr(expr, isWindow));
}

function isWindow(expr: Expr): boolean {
  return expr.type === "operation" && expr.name === "window_function";
}
