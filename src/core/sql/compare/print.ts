import type { Expr, Operand, Operation } from "../query.ts";

const LONGEST = 160;

/** An expression for people: short, on one line, with the names as written. */
export function printExpr(expr: Expr): string {
  const text = print(expr);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Several expressions, told apart by commas. */
export function printExprs(exprs: readonly Expr[]): string {
  const text = exprs.map(print).join(", ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
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

const INFIX: Readonly<Record<string, string>> = {
  add: "+",
  and: "and",
  concat: "||",
  d_pipe: "||",
  div: "/",
  eq: "=",
  gt: ">",
  gte: ">=",
  i_like: "ilike",
  ilike: "ilike",
  like: "like",
  lt: "<",
  lte: "<=",
  mod: "%",
  mul: "*",
  neq: "<>",
  null_safe_eq: "is not distinct from",
  null_safe_neq: "is distinct from",
  or: "or",
  sub: "-",
};

type Print = (operation: Operation) => string;

const PRINTERS: Readonly<Record<string, Print>> = {
  array_func: (operation) => `array[${parts(operation, "")}]`,
  at_time_zone: (operation) => `${part(operation, "this")} at time zone ${part(operation, "zone")}`,
  "=>": ({ operands }) => operands.map(({ expr }) => print(expr)).join(" => "),
  as: (operation) => `${part(operation, "this")} as ${part(operation, "name")}`,
  between: (operation) =>
    `${part(operation, "this")} between ${part(operation, "low")} and ${part(operation, "high")}`,
  case: printCase,
  if_func: ({ operands }) => `if(${operands.map(({ expr }) => print(expr)).join(", ")})`,
  in: (operation) => `${part(operation, "this")} in (${parts(operation, "this")})`,
  j_s_o_n_extract: (operation) => `${part(operation, "this")}:${path(operation)}`,
  interval: (operation) => `interval ${operation.operands.map(({ expr }) => print(expr)).join(" ")}`,
  is_false: (operation) => `${part(operation, "this")} is false`,
  is_null: (operation) => `${part(operation, "this")} is null`,
  is_true: (operation) => `${part(operation, "this")} is true`,
  list: ({ operands }) => operands.map(({ expr }) => print(expr)).join(" "),
  neg: (operation) => `-${part(operation, "this")}`,
  not: printNot,
  part: printPart,
  subscript: (operation) => `${part(operation, "this")}[${part(operation, "index")}]`,
  table_sample: (operation) => `tablesample ${part(operation, "method")} (${part(operation, "size")})`,
  tuple: (operation) => `(${parts(operation, "")})`,
  var: (operation) => part(operation, "this"),
  when: ({ operands }) => operands.map(({ expr }) => print(expr)).join(" "),
  window_function: printWindow,
  within_group: (operation) =>
    `${part(operation, "this")} within group (order by ${part(operation, "order_by")})`,
};

function printOperation(operation: Operation): string {
  const infix = INFIX[operation.name];
  const [left, right] = operation.operands;
  const isInfix = operation.operands.length === 2 && operation.operands.every(({ role }) => role !== "args");
  if (infix !== undefined && left !== undefined && right !== undefined && isInfix) {
    return `${side(left, operation)} ${infix} ${side(right, operation)}`;
  }
  const printer = Object.hasOwn(PRINTERS, operation.name) ? PRINTERS[operation.name] : undefined;
  return printer === undefined ? printCall(operation) : printer(operation);
}

/** Another operator inside one needs parentheses: they were dropped on reading. */
function side({ expr }: Operand, { name }: Operation): string {
  const inner = expr.type === "operation" && INFIX[expr.name] !== undefined && expr.name !== name;
  const comparison = name === "and" || (expr.type === "operation" && expr.name === "mul");
  const apart = inner && !(comparison && expr.name !== "or");
  return apart ? `(${print(expr)})` : print(expr);
}

function printCall({ name, operands }: Operation): string {
  const distinct = operands.some(({ role }) => role === "distinct");
  const star = operands.some(({ role }) => role === "star");
  const args = operands
    .filter(({ role }) => role !== "distinct" && role !== "star")
    .map(({ expr }) => print(expr));
  return `${name}(${distinct ? "distinct " : ""}${star ? "*" : args.join(", ")})`;
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
    if (inner.name === "in") return `${part(inner, "this")} not in (${parts(inner, "this")})`;
    if (inner.name === "is_null") return `${part(inner, "this")} is not null`;
  }
  return `not ${inner === undefined ? "" : print(inner)}`;
}

function printWindow(operation: Operation): string {
  const over = operation.operands.find(({ role }) => role === "over")?.expr;
  if (over?.type !== "operation") return printCall(operation);
  const by = listed(over, "partition_by");
  const order = listed(over, "order_by");
  const clauses = [by === "" ? "" : `partition by ${by}`, order === "" ? "" : `order by ${order}`].filter(
    (clause) => clause !== "",
  );
  return `${part(operation, "this")} over (${clauses.join(" ")})`;
}

/** A key of an ORDER BY, or a piece of syntax without a name. */
function printPart(operation: Operation): string {
  const rest = operation.operands.filter(({ role }) => role !== "this" && role !== "nulls_first");
  const words = rest.map(({ role, expr }) => (print(expr) === "true" ? role : print(expr)));
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
