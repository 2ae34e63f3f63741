import type { Transformation } from "../facts.ts";
import type { Expr, Lambda, Operand, Operation, Query, Star } from "../query.ts";
import { isAggregate } from "./aggregates.ts";
import { resolveColumn } from "./find-column.ts";
import { IDENTITY, TRANSFORMATION, within } from "./lineage.ts";
import { lower, type Purpose, type Resolver } from "./scope.ts";

const AGGREGATION: Transformation = { type: "DIRECT", subtype: "AGGREGATION" };
const CONDITIONAL: Transformation = { type: "INDIRECT", subtype: "CONDITIONAL" };
const WINDOW: Transformation = { type: "INDIRECT", subtype: "WINDOW" };
const SORT: Transformation = { type: "INDIRECT", subtype: "SORT" };

const COUNTS: ReadonlySet<string> = new Set(["count", "count_big"]);

/** An expression with every name resolved; what it is made from goes to the purpose's sink. */
export function resolveExpr(expr: Expr, purpose: Purpose, resolver: Resolver): Expr {
  switch (expr.type) {
    case "column":
      return resolveColumn(expr, purpose);
    case "query":
      return resolveNested(expr.query, purpose, resolver);
    case "lambda":
      return resolveLambda(expr, purpose, resolver);
    case "operation":
      return resolveOperation(expr, purpose, resolver);
    case "star":
      return resolveStar(expr, purpose, resolver);
    case "cast":
      return { ...expr, operand: resolver.expr(expr.operand, into(purpose, TRANSFORMATION)) };
    case "literal":
    case "resolved":
    case "scope":
      return expr;
  }
}

function into(purpose: Purpose, part: Transformation): Purpose {
  return { ...purpose, how: within(purpose.how, part) };
}

/** A query inside an expression gives the values of its columns; its filters are uses of their own scope. */
function resolveNested(query: Query, purpose: Purpose, resolver: Resolver): Expr {
  const { scope, sink } = purpose;
  const path = resolver.path(`${scope.path}/subquery`);
  const readable = resolver.query(query, { path, line: null, env: scope.env, outer: scope });
  const how = within(purpose.how, TRANSFORMATION);
  for (const { lineage } of readable.columns) sink.add(lineage, how);
  if (readable.open !== null) sink.add({ edges: [], doubts: [], untraced: [readable.open] }, how);
  return { type: "scope", path };
}

function resolveLambda(lambda: Lambda, purpose: Purpose, resolver: Resolver): Expr {
  const parameters = new Set([...purpose.scope.parameters, ...lambda.parameters.map(lower)]);
  const scope = { ...purpose.scope, parameters };
  return { ...lambda, body: resolver.expr(lambda.body, { ...into(purpose, TRANSFORMATION), scope }) };
}

/** A star among the arguments of a function stands for the row. */
function resolveStar(star: Star, { scope, how, sink }: Purpose, _resolver: Resolver): Expr {
  for (const input of scope.inputs) {
    if (star.qualifier !== null && !input.names.includes(lower(star.qualifier))) continue;
    for (const { lineage } of input.columns.values()) sink.add(lineage, within(how, TRANSFORMATION));
  }
  return { ...star, line: null };
}

function resolveOperation(operation: Operation, purpose: Purpose, resolver: Resolver): Expr {
  const { name } = operation;
  const operands = operation.operands.map((operand): Operand => {
    // `count(*)` counts rows: what stands in them does not matter.
    if (COUNTS.has(name) && operand.expr.type === "star") return operand;
    const part = partOf(name, operand);
    return { role: operand.role, expr: resolvePart(operand, into(purpose, part), resolver) };
  });
  return { ...operation, operands };
}

/** The pairs of a CASE are conditions and values by turns. */
function resolvePart({ role, expr }: Operand, purpose: Purpose, resolver: Resolver): Expr {
  if (role !== "whens" || expr.type !== "operation") return resolver.expr(expr, purpose);
  const operands = expr.operands.map((pair, index) => ({
    role: pair.role,
    expr: resolver.expr(pair.expr, index === 0 ? into(purpose, CONDITIONAL) : purpose),
  }));
  return { ...expr, operands };
}

/** What an operand is for the value of its operation. */
function partOf(name: string, { role }: Operand): Transformation {
  if (name === "as" || name === "window_function") return role === "over" ? WINDOW : IDENTITY;
  if (name === "case" && role === "operand") return CONDITIONAL;
  if (role === "condition" || role === "filter") return CONDITIONAL;
  if (role === "order_by") return SORT;
  return isAggregate(name) ? AGGREGATION : TRANSFORMATION;
}
