import type { Json, JsonObject } from "../../json.ts";
import type { Dialect } from "../dialect.ts";
import type { Cte, Expr, Grouping, Identifier, Query, Select, SetOperation } from "../query.ts";
import { withWindows } from "./named-windows.ts";
import { readExpr, readProjection } from "./read-expr.ts";
import { readInputs } from "./read-input.ts";
import {
  field,
  identifierOf,
  identifiersOf,
  lineIn,
  listOf,
  nodeOf,
  SyntaxSurprise,
  type Reader,
} from "./syntax.ts";

/** A statement of polyglot's syntax tree as a query. Throws `SyntaxSurprise` where it is none. */
export function readStatement(syntax: Json, dialect: Dialect): Query {
  const reader: Reader = {
    dialect,
    expr: (part) => readExpr(part, reader),
    query: (part) => readQuery(part, reader),
  };
  return reader.query(syntax);
}

function readQuery(syntax: Json | undefined, reader: Reader): Query {
  const node = nodeOf(syntax) ?? { kind: typeof syntax, body: {} };
  switch (node.kind) {
    case "select":
      return readSelect(node.body, reader);
    case "union":
    case "except":
    case "intersect":
      return readSet(node.kind, node.body, reader);
    case "values":
      return readValues(node.body, reader);
    case "subquery":
    case "paren":
      return readWrapped(node.body, reader);
    default:
      throw new SyntaxSurprise(`not a query: ${node.kind}`);
  }
}

function readSelect(body: JsonObject, outer: Reader): Select {
  const reader = withWindows(body["windows"], outer);
  return {
    type: "select",
    ...readWith(body["with"], reader),
    projections: listOf(body["expressions"]).map((item) => readProjection(item, reader)),
    inputs: readInputs(body, reader),
    where: readWhere(body, reader),
    grouping: readGrouping(body["group_by"], reader),
    having: clause(body["having"], reader),
    qualify: clause(body["qualify"], reader),
    distinct: readDistinct(body, reader),
    order: readOrder(body["order_by"], reader),
    limits: readLimits(body, reader),
  };
}

function readSet(operator: SetOperation["operator"], body: JsonObject, reader: Reader): SetOperation {
  const own = readWith(body["with"], reader);
  const left = reader.query(body["left"]);
  // Some dialects hang the CTEs of the whole on its first branch.
  const hoisted = own.ctes.length === 0 && left.ctes.length > 0 && nodeOf(body["left"])?.kind !== "subquery";
  return {
    type: "set",
    operator,
    all: body["all"] === true,
    byName: body["by_name"] === true,
    ctes: hoisted ? left.ctes : own.ctes,
    recursive: hoisted ? left.recursive : own.recursive,
    left: hoisted ? { ...left, ctes: [], recursive: false } : left,
    right: reader.query(body["right"]),
    order: readOrder(body["order_by"], reader),
    limits: readLimits(body, reader),
  };
}

function readValues(body: JsonObject, reader: Reader): Query {
  const rows = listOf(body["expressions"]).map((row) =>
    listOf(field(row, "expressions") ?? nodeOf(row)?.body["expressions"]).map((item) => reader.expr(item)),
  );
  return { type: "values", ctes: [], recursive: false, order: [], limits: [], rows };
}

/** A query in parentheses, which may have CTEs, an order and limits of its own. */
function readWrapped(body: JsonObject, reader: Reader): Query {
  const inner = reader.query(body["this"]);
  const own = readWith(body["with"], reader);
  const limits = readLimits(body, reader);
  const order = readOrder(body["order_by"], reader);
  if (own.ctes.length + limits.length + order.length === 0) return inner;
  return {
    ...inner,
    ctes: [...own.ctes, ...inner.ctes],
    recursive: inner.recursive || own.recursive,
    order: order.length > 0 ? order : inner.order,
    limits: [...inner.limits, ...limits],
  };
}

function readWith(syntax: Json | undefined, reader: Reader): { ctes: readonly Cte[]; recursive: boolean } {
  const ctes = listOf(field(syntax, "ctes")).map((cte): Cte => {
    const name = nameOf(field(cte, "alias"), reader.dialect);
    const isValue = reader.dialect.name === "clickhouse" && field(cte, "alias_first") !== true;
    return {
      name,
      columns: identifiersOf(field(cte, "columns"), reader.dialect),
      query: isValue ? valueOf(name, field(cte, "this"), reader) : reader.query(field(cte, "this")),
      isValue,
      line: lineIn(field(cte, "alias")),
    };
  });
  return { ctes, recursive: field(syntax, "recursive") === true };
}

/** A value as a query that gives it. */
function valueOf(name: Identifier, syntax: Json | undefined, reader: Reader): Select {
  return {
    type: "select",
    ctes: [],
    recursive: false,
    projections: [{ name, expr: reader.expr(syntax) }],
    inputs: [],
    where: null,
    grouping: null,
    having: null,
    qualify: null,
    distinct: null,
    order: [],
    limits: [],
  };
}

function nameOf(syntax: Json | undefined, dialect: Dialect): Identifier {
  const name = identifierOf(syntax, dialect);
  if (name === null) throw new SyntaxSurprise("a CTE without a name");
  return name;
}

function readWhere(body: JsonObject, reader: Reader): Expr | null {
  const parts = [clause(body["prewhere"], reader), clause(body["where_clause"], reader)];
  const [first, second] = parts.filter((part) => part !== null);
  if (first === undefined || second === undefined) return first ?? null;
  return {
    type: "operation",
    name: "and",
    operands: [
      { role: "left", expr: first },
      { role: "right", expr: second },
    ],
  };
}

function clause(syntax: Json | undefined, reader: Reader): Expr | null {
  return syntax === null || syntax === undefined ? null : reader.expr(syntax);
}

function readGrouping(syntax: Json | undefined, reader: Reader): Grouping | null {
  if (syntax === null || syntax === undefined) return null;
  const keys = listOf(field(syntax, "expressions")).map((key) => reader.expr(key));
  return { all: field(syntax, "all") === true && keys.length === 0, keys };
}

function readDistinct(body: JsonObject, reader: Reader): Select["distinct"] {
  const on = listOf(body["distinct_on"]);
  if (on.length > 0) return on.map((key) => reader.expr(key));
  return body["distinct"] === true ? "all" : null;
}

function readOrder(syntax: Json | undefined, reader: Reader): readonly Expr[] {
  return listOf(field(syntax, "expressions")).map((key) => reader.expr(key));
}

const LIMITS = ["limit", "offset", "fetch", "top", "sample", "limit_by"];

function readLimits(body: JsonObject, reader: Reader): readonly Expr[] {
  return LIMITS.flatMap((key) => {
    const value = body[key];
    if (value === null || value === undefined) return [];
    return [
      { type: "operation", name: key, operands: [{ role: "this", expr: reader.expr(value) }] } satisfies Expr,
    ];
  });
}
