import type { Expr, Operation } from "../query.ts";
import { callText } from "./call-text.ts";
import { INFIX, isInfix, needsParentheses } from "./precedence.ts";

/** The longest text of an expression, in characters. */
export const LONGEST = 160;

/** An expression for people: short, on one line, with the names as written. */
export function printExpr(expr: Expr): string {
  return printExprs([expr]);
}

/** Several expressions, told apart by commas. */
export function printExprs(exprs: readonly Expr[]): string {
  const text = printWhole(exprs);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** As `printExprs`, however long. */
export function printWhole(exprs: readonly Expr[]): string {
  return exprs.map(print).join(", ");
}

function print(expr: Expr): string {
  switch (expr.type) {
    case "resolved":
      return expr.text;
    case "column":
      return expr.parts.map(({ text }) => text).join(".");
    case "literal":
      return expr.kind === "string" ? `'${expr.value.replaceAll("'", "''")}'` : expr.value;
    case "cast":
      return `${expr.safe ? "try_cast" : "cast"}(${print(expr.operand)} as ${expr.to})`;
    case "lambda":
      return `${expr.parameters.map(({ text }) => text).join(", ")} -> ${print(expr.body)}`;
    case "star":
      return `*${expr.except.length === 0 ? "" : ` except (${expr.except.map(({ text }) => text).join(", ")})`}`;
    case "operation":
      return printOperation(expr);
    case "scope":
    case "query":
      return "(select …)";
  }
}

type Print = (operation: Operation) => string;

const PRINTERS: Readonly<Record<string, Print>> = {
  array_func: (operation) => `array[${parts(operation, "")}]`,
  at_time_zone: (operation) => `${subject(operation)} at time zone ${part(operation, "zone")}`,
  "=>": ({ operands }) => operands.map(({ expr }) => print(expr)).join(" => "),
  as: (operation) => `${part(operation, "this")} as ${part(operation, "name")}`,
  between: (operation) => printBetween("between", operation),
  case: printCase,
  // ClickHouse's `quantile(0.5)(amount)`.
  combined_parameterized_agg: (operation) =>
    `${part(operation, "this")}(${part(operation, "params")})(${part(operation, "expressions")})`,
  dot: (operation) => `${subject(operation)}.${part(operation, "field")}`,
  filter: printFilter,
  if_func: ({ operands }) => `if(${operands.map(({ expr }) => print(expr)).join(", ")})`,
  in: (operation) => `${subject(operation)} in ${members(operation)}`,
  j_s_o_n_extract: (operation) => `${subject(operation)}:${path(operation)}`,
  interval: (operation) => `interval ${operation.operands.map(({ expr }) => print(expr)).join(" ")}`,
  is_false: (operation) => `${subject(operation)} is false`,
  is_null: (operation) => `${subject(operation)} is null`,
  is_true: (operation) => `${subject(operation)} is true`,
  list: printList,
  mode: printMode,
  neg: (operation) => `-${subject(operation)}`,
  not: printNot,
  part: printPart,
  subscript: (operation) => `${subject(operation)}[${part(operation, "index")}]`,
  table_sample: (operation) => `tablesample ${part(operation, "method")} (${part(operation, "size")})`,
  tuple: (operation) => `(${parts(operation, "")})`,
  var: (operation) => part(operation, "this"),
  when: ({ operands }) => operands.map(({ expr }) => print(expr)).join(" "),
  window_function: printWindow,
  within_group: (operation) =>
    `${part(operation, "this")} within group (order by ${part(operation, "order_by")})`,
};

function printOperation(operation: Operation): string {
  const { name, operands } = operation;
  const [left, right] = operands;
  if (left !== undefined && right !== undefined && isInfix(operation))
    return `${around(left.expr, name, "left")} ${INFIX[name] ?? name} ${around(right.expr, name, "right")}`;
  const printer = Object.hasOwn(PRINTERS, name) ? PRINTERS[name] : undefined;
  return printer === undefined ? printCall(operation) : printer(operation);
}

/** An operand of an operator, in parentheses where it needs them. */
function around(expr: Expr, operator: string, place: "left" | "right"): string {
  return needsParentheses(expr, operator, place) ? `(${print(expr)})` : print(expr);
}

/** What an operator is about that stands before or after it. */
function subject({ name, operands }: Operation): string {
  const expr = operands.find(({ role }) => role === "this")?.expr;
  return expr === undefined ? "" : around(expr, name, "left");
}

function printCall(operation: Operation): string {
  return callText(operation, print);
}

/** The clause behind an aggregate that itself has one; a function of that name has arguments. */
function printFilter(operation: Operation): string {
  const condition = part(operation, "expression");
  return condition === "" ? printCall(operation) : `${subject(operation)} filter (where ${condition})`;
}

/** Parts that stand in a row; DuckDB has an aggregate of that name. */
function printList(operation: Operation): string {
  const { operands } = operation;
  if (operands.some(({ role }) => role !== "item")) return printCall(operation);
  return operands.map(({ expr }) => print(expr)).join(" ");
}

/** `mode()` has no argument where its order says what it is about. */
function printMode(operation: Operation): string {
  return printCall(operation).replace("mode(null", "mode(");
}

function printCase(operation: Operation): string {
  const operand = operation.operands.find(({ role }) => role === "operand");
  const otherwise = operation.operands.find(({ role }) => role === "else_");
  const whens = operation.operands.flatMap(({ role, expr }) => {
    if (role !== "whens" || expr.type !== "operation") return [];
    const [when, then] = expr.operands;
    return when === undefined || then === undefined
      ? []
      : [` when ${print(when.expr)} then ${print(then.expr)}`];
  });
  const head = operand === undefined ? "case" : `case ${print(operand.expr)}`;
  return `${head}${whens.join("")}${otherwise === undefined ? "" : ` else ${print(otherwise.expr)}`} end`;
}

function printNot(operation: Operation): string {
  const inner = operation.operands[0]?.expr;
  if (inner?.type === "operation") {
    if (inner.name === "in") return `${subject(inner)} not in ${members(inner)}`;
    if (inner.name === "is_null") return `${subject(inner)} is not null`;
    if (inner.name === "between") return printBetween("not between", inner);
  }
  return `not ${inner === undefined ? "" : around(inner, "not", "right")}`;
}

/** A list in parentheses; a query has its own. */
function members(operation: Operation): string {
  const isQuery = operation.operands.some(({ role }) => role === "query");
  return isQuery ? parts(operation, "this") : `(${parts(operation, "this")})`;
}

function printBetween(word: string, operation: Operation): string {
  const symmetric = operation.operands.some(({ role }) => role === "symmetric") ? " symmetric" : "";
  const [low, high] = ["low", "high"].map((wanted) =>
    operation.operands
      .filter(({ role }) => role === wanted)
      .map(({ expr }) => around(expr, "between", "right"))
      .join(""),
  );
  return `${subject(operation)} ${word}${symmetric} ${low} and ${high}`;
}

function printWindow(operation: Operation): string {
  const over = operation.operands.find(({ role }) => role === "over")?.expr;
  if (over?.type !== "operation") return printCall(operation);
  const by = listed(over, "partition_by");
  const order = listed(over, "order_by");
  const frame = over.operands.find(({ role }) => role === "frame")?.expr;
  const clauses = [
    by === "" ? "" : `partition by ${by}`,
    order === "" ? "" : `order by ${order}`,
    frame?.type === "operation" ? printFrame(frame) : "",
  ].filter((clause) => clause !== "");
  return `${part(operation, "this")} over (${clauses.join(" ")})`;
}

/** `rows between 2 preceding and current row`. */
function printFrame({ operands }: Operation): string {
  const [kind, ...bounds] = operands.map(({ expr }) => printBound(expr));
  return `${kind ?? "rows"} ${bounds.length === 2 ? "between " : ""}${bounds.join(" and ")}`;
}

function printBound(expr: Expr): string {
  if (expr.type !== "operation")
    return print(expr)
      .replace(/(?=row$|preceding$|following$)/u, " ")
      .trim();
  const [by] = expr.operands;
  const value = by?.expr.type === "operation" ? by.expr.operands.find(({ role }) => role === "value") : by;
  return `${print((value ?? by)?.expr ?? expr)} ${expr.name.toLowerCase()}`;
}

/** A key of an ORDER BY, or a piece of syntax without a name. */
function printPart(operation: Operation): string {
  const rest = operation.operands.filter(({ role }) => role !== "this");
  const words = rest.map(({ role, expr }) => {
    const text = print(expr);
    if (role === "nulls_first") return text === "true" ? "nulls first" : "nulls last";
    return text === "true" ? role : text;
  });
  return [part(operation, "this"), ...words].filter((text) => text !== "").join(" ");
}

/** A path into a value, without the quotes in which it is held. */
function path(operation: Operation): string {
  const found = operation.operands.find(({ role }) => role === "expression")?.expr;
  return found?.type === "literal" ? found.value : found === undefined ? "" : print(found);
}

function listed({ operands }: Operation, role: string): string {
  return operands
    .filter((operand) => operand.role === role)
    .map(({ expr }) => print(expr))
    .join(", ");
}

function part(operation: Operation, role: string): string {
  return listed(operation, role);
}

function parts({ operands }: Operation, without: string): string {
  return operands
    .filter(({ role }) => role !== without)
    .map(({ expr }) => print(expr))
    .join(", ");
}
