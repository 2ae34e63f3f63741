import { apart } from "../compare/match-lists.ts";
import { printExpr } from "../compare/print.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { SqlSide } from "../compare/side.ts";
import { walkExpr } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr, Operation } from "../query.ts";
import { originOf } from "./origins.ts";
import type { UniqueSets } from "./unique-sets.ts";
import { inRole, windowOf } from "./windows.ts";

/** A value that depends on which of several equal rows comes first. */
export interface TiedValue {
  readonly scope: string;
  readonly text: string;
  /** The call without its window: `row_number()`. */
  readonly call: string;
  /** By what the rows are ordered, for people; empty where they are in no order. */
  readonly order: readonly string[];
}

/** Calls that pick one row of a window. Ranks and running sums treat equal rows alike. */
const PICKS: ReadonlySet<string> = new Set(
  "row_number first_value first last_value last nth_value lag lead".split(" "),
);

/**
 * The values of head that rows of equal order decide and that none of base's did: the window has no order, or one key
 * that nothing says is unique. Two keys, or one that is named like a key, are taken for a tie-breaker.
 */
export function newTies({ sides, reach }: Comparison, setsOf: UniqueSets): readonly TiedValue[] {
  const old = tiesOf(sides.base, reach.base.scopes, () => []);
  const now = tiesOf(sides.head, reach.head.scopes, setsOf);
  return apart(old, now, { base: ({ key }) => key, head: ({ key }) => key }).come;
}

interface Tie extends TiedValue {
  /** The call, in words that both sides share. */
  readonly key: string;
}

function tiesOf(side: SqlSide, reached: ReadonlySet<string>, setsOf: UniqueSets): readonly Tie[] {
  return [...side.scopes.values()]
    .filter(({ path }) => reached.has(path))
    .flatMap((scope) => tiesIn(scope, side, setsOf));
}

function tiesIn(scope: ScopeFacts, side: SqlSide, setsOf: UniqueSets): readonly Tie[] {
  const ties = new Map<string, Tie>();
  for (const expr of [...scope.columns.map((column) => column.expr), ...scope.qualify]) {
    walkExpr(expr, (each) => {
      const window = windowOf(each);
      if (window === null || !PICKS.has(window.call.name) || isSettled(window.over, scope, setsOf)) return;
      const key = side.text(window.call);
      const order = inRole(window.over, "order_by").map(printExpr);
      ties.set(printExpr(each), {
        key,
        scope: scope.path,
        text: printExpr(each),
        call: printExpr(window.call),
        order,
      });
    });
  }
  return [...ties.values()];
}

function isSettled(over: Operation, { inputs }: ScopeFacts, setsOf: UniqueSets): boolean {
  const order = inRole(over, "order_by").map(keyOf);
  if (order.length > 1 || order.some(isNamedLikeKey)) return true;
  const keys = [...inRole(over, "partition_by"), ...order];
  const origins = new Set(keys.flatMap((expr) => (expr.type === "resolved" ? [originOf(expr)] : [])));
  return inputs.some(({ source }) =>
    setsOf(source).some((set) => [...set].every((column) => origins.has(column))),
  );
}

/** A key of an ORDER BY without its direction. */
function keyOf(expr: Expr): Expr {
  return expr.type === "operation" && expr.name === "part" ? (inRole(expr, "this")[0] ?? expr) : expr;
}

function isNamedLikeKey(expr: Expr): boolean {
  return (
    expr.type === "resolved" && /(?:^|_)(?:id|key|sk|pk|uuid|guid|hash|number|rn|rank)$/iu.test(expr.column)
  );
}
