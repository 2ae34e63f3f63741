import { inRole } from "../meaning/windows.ts";
import type { Expr, Operation } from "../query.ts";
import { isAggregate } from "../resolve/aggregates.ts";

type Print = (expr: Expr) => string;

/** What a clause of a call says, by the role in which it is held; it stands behind the arguments, in this order. */
const CLAUSES: Readonly<Record<string, (exprs: readonly Expr[], print: Print) => string>> = {
  on_overflow: ([expr], print) => `on overflow ${overflowText(expr, print)}`,
  ignore_nulls: () => "ignore nulls",
  having_max: ([by, isMax], print) =>
    `having ${textOf(isMax, print) === "true" ? "max" : "min"} ${textOf(by, print)}`,
  order: ([keys], print) => `order by ${keys?.type === "operation" ? listed(keys, print) : ""}`,
  order_by: (exprs, print) => `order by ${exprs.map(print).join(", ")}`,
  limit: (exprs, print) => `limit ${exprs.map(print).join(", ")}`,
};

/** As {@link CLAUSES}, behind the parentheses. */
const OUTER: typeof CLAUSES = {
  from_first: () => "from last",
  ignore_nulls: () => "ignore nulls",
  filter: (exprs, print) => `filter (where ${exprs.map(print).join(", ")})`,
};

/** Calls whose name the parser takes apart. */
const NAMES: Readonly<Record<string, string>> = {
  j_s_o_n_array_agg: "json_arrayagg",
  list_agg: "listagg",
  n_tile: "ntile",
};

/** A call as it is written, with its clauses: `array_agg(distinct a order by b limit 1) filter (where c)`. */
export function callText(operation: Operation, print: Print): string {
  const { name, operands } = operation;
  const inside = Object.keys(CLAUSES).filter((role) => isInside(role, name));
  const outside = Object.keys(OUTER).filter((role) => !inside.includes(role));
  const apart = new Set(["distinct", "star", ...inside, ...outside]);
  const args = operands.filter(({ role }) => !apart.has(role)).map(({ expr }) => print(expr));
  const clauses = (roles: readonly string[], texts: typeof CLAUSES): readonly string[] =>
    roles.flatMap((role) => {
      const exprs = inRole(operation, role);
      return exprs.length === 0 ? [] : [texts[role]?.(exprs, print) ?? ""];
    });
  const has = (role: string): boolean => inRole(operation, role).length > 0;
  const parts = [
    ...(has("distinct") ? ["distinct"] : []),
    ...(has("star") ? ["*"] : args.length === 0 ? [] : [args.join(", ")]),
    ...clauses(inside, CLAUSES),
  ];
  return [`${NAMES[name] ?? name}(${parts.join(" ")})`, ...clauses(outside, OUTER)].join(" ");
}

/** Whether a clause stands inside the parentheses. Calls that are no aggregates have a limit as an argument. */
function isInside(role: string, name: string): boolean {
  return (role !== "limit" && role !== "ignore_nulls") || isAggregate(name);
}

function listed({ operands }: Operation, print: Print): string {
  return operands.map(({ expr }) => print(expr)).join(", ");
}

function textOf(expr: Expr | undefined, print: Print): string {
  return expr === undefined ? "" : print(expr);
}

/** `error`, or `truncate '…' without count`. */
function overflowText(expr: Expr | undefined, print: Print): string {
  if (expr?.type !== "operation") return textOf(expr, print);
  const [filler] = inRole(expr, "filler");
  const count = inRole(expr, "with_count").length > 0 ? "with count" : "without count";
  return ["truncate", ...(filler === undefined ? [] : [print(filler)]), count].join(" ");
}
