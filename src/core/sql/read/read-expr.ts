import { isList, isObject, type Json, type JsonObject } from "../../json.ts";
import type { ColumnRef, Expr, Operand, Projection } from "../query.ts";
import { readComprehension, readLambda } from "./read-lambda.ts";
import { readStar } from "./read-star.ts";
import { typeText } from "./read-type.ts";
import { identifierOf, lineIn, listOf, nodeOf, textOf, type Reader } from "./syntax.ts";

type Read = (body: JsonObject, reader: Reader) => Expr;

/** Fields that only tell how something was written. */
const STYLE: ReadonlySet<string> = new Set([
  "span",
  "double_colon_syntax",
  "kind_text",
  "start_side_text",
  "end_side_text",
  "inferred_type",
  "original_name",
  "no_parens",
  "quoted",
  "use_bracket_syntax",
  "bracket_notation",
  "explicit_asc",
  "modifiers_inside",
  "alias_explicit_as",
  "alias_keyword",
  "comments",
]);

const QUERIES: ReadonlySet<string> = new Set([
  "select",
  "union",
  "except",
  "intersect",
  "values",
  "subquery",
]);

const READERS: Readonly<Record<string, Read>> = {
  alias: readAlias,
  aggregate_function: readNamed,
  boolean: (body) => word(String(body["value"] === true)),
  cast: (body, reader) => readCast(body, reader, false),
  column: readColumn,
  count: readCount,
  comprehension: readComprehension,
  data_type: (body) => word(typeText(body)),
  dot: readDot,
  function: readNamed,
  identifier: (body, reader) => word(identifierOf(body, reader.dialect)?.key ?? ""),
  lambda: readLambda,
  literal: readLiteral,
  method_call: readMethod,
  null: () => word("null"),
  named_argument: (body, reader) => ({
    type: "operation",
    name: "=>",
    operands: [
      { role: "name", expr: word((identifierOf(body["name"], reader.dialect)?.text ?? "").toLowerCase()) },
      { role: "value", expr: reader.expr(body["value"]) },
    ],
  }),
  paren: (body, reader) => reader.expr(body["this"]),
  annotated: (body, reader) => reader.expr(body["this"]),
  safe_cast: (body, reader) => readCast(body, reader, true),
  star: readStar,
  try_cast: (body, reader) => readCast(body, reader, true),
};

/** An expression of polyglot's syntax tree, without what is only spelling. Kinds that are not known keep their parts. */
export function readExpr(syntax: Json | undefined, reader: Reader): Expr {
  if (isObject(syntax) && "this" in syntax && Object.keys(syntax).length === 1)
    return reader.expr(syntax["this"]);
  const node = nodeOf(syntax);
  if (node === null) return readValue(syntax, reader);
  if (QUERIES.has(node.kind)) {
    return { type: "query", query: reader.query(syntax) };
  }
  const read = Object.hasOwn(READERS, node.kind) ? READERS[node.kind] : undefined;
  return read === undefined ? operation(node.kind, node.body, reader) : read(node.body, reader);
}

/** The projections of a SELECT, each with the name that its column gets. */
export function readProjection(syntax: Json, reader: Reader): Projection {
  const node = nodeOf(syntax);
  if (node?.kind === "alias") {
    return { name: identifierOf(node.body["alias"], reader.dialect), expr: reader.expr(node.body["this"]) };
  }
  const expr = reader.expr(syntax);
  return reader.dialect.equalsNames ? namedByEquals(expr) : { name: impliedName(expr), expr };
}

function namedByEquals(expr: Expr): Projection {
  const [left, right] = expr.type === "operation" && expr.name === "eq" ? expr.operands : [];
  const [name] = left?.expr.type === "column" && left.expr.parts.length === 1 ? left.expr.parts : [];
  if (name === undefined || right === undefined) return { name: impliedName(expr), expr };
  return { name, expr: right.expr };
}

/** A column keeps its name, also through a cast; so does a field of a struct. */
function impliedName(expr: Expr): Projection["name"] {
  if (expr.type === "cast") return impliedName(expr.operand);
  return expr.type === "column" ? (expr.parts.at(-1) ?? null) : null;
}

function readValue(syntax: Json | undefined, reader: Reader): Expr {
  if (isObject(syntax)) {
    return typeof syntax["data_type"] === "string"
      ? word(typeText(syntax))
      : operation("part", syntax, reader);
  }
  if (isList(syntax)) return list(syntax, reader);
  return word(typeof syntax === "string" ? syntax.toLowerCase() : String(syntax ?? "null"));
}

function list(items: readonly Json[], reader: Reader): Expr {
  return {
    type: "operation",
    name: "list",
    operands: items.map((item) => ({ role: "item", expr: reader.expr(item) })),
  };
}

/** Anything with parts. A `not` inside (`not in`, `is not null`) is taken outside, where NOT itself stands. */
function operation(kind: string, body: JsonObject, reader: Reader): Expr {
  const negated = body["not"] === true;
  const operands = Object.keys(body).flatMap((key) =>
    key === "not" && negated ? [] : operandsOf(key, body, reader),
  );
  const name = kind.replaceAll("_", "") === "ilike" ? "ilike" : kind;
  const bare: Expr = { type: "operation", name, operands };
  return negated ? { type: "operation", name: "not", operands: [{ role: "this", expr: bare }] } : bare;
}

function operandsOf(role: string, body: JsonObject, reader: Reader): readonly Operand[] {
  const value = body[role];
  if (STYLE.has(role) || role.endsWith("_comments") || value === null || value === undefined) return [];
  // What goes without saying is false; but `nth_value` counts from the first.
  if (value === (role === "from_first") && role !== "nulls_first") return [];
  if (role === "name" && typeof value === "string") return [];
  if (isList(value)) return value.map((item) => ({ role, expr: reader.expr(item) }));
  return [{ role, expr: reader.expr(value) }];
}

function readNamed(body: JsonObject, reader: Reader): Expr {
  const name = textOf(body["name"]).toLowerCase();
  const type = listOf(body["args"])[0];
  const to = name === "convert" && listOf(body["args"]).length === 2 ? typeIn(type, reader) : null;
  if (to !== null) return { type: "cast", to, safe: false, operand: reader.expr(listOf(body["args"])[1]) };
  return operation(name, body, reader);
}

/** The type that stands first in `convert(int, amount)`: Redshift's looks like a column or a function. */
function typeIn(syntax: Json | undefined, { dialect }: Reader): string | null {
  const node = nodeOf(syntax);
  if (node?.kind === "data_type") return typeText(node.body);
  if (dialect.name !== "redshift") return null;
  if (node?.kind === "column") return identifierOf(node.body["name"], dialect)?.key ?? null;
  if (node?.kind !== "function") return null;
  const sizes = listOf(node.body["args"]).map((size) => textOf(nodeOf(size)?.body["value"]));
  return `${textOf(node.body["name"]).toLowerCase()}(${sizes.join(", ")})`;
}

/** `schema.function(…)` looks like a method of a column; only DuckDB has those. */
function readMethod(body: JsonObject, reader: Reader): Expr {
  const owner = reader.expr(body["this"]);
  if (owner.type !== "column" || reader.dialect.name === "duckdb")
    return operation("method_call", body, reader);
  const names = [
    ...owner.parts.map(({ text }) => text),
    identifierOf(body["method"], reader.dialect)?.text ?? "",
  ];
  return readNamed({ name: names.join("."), args: body["args"] ?? [] }, reader);
}

function readAlias(body: JsonObject, reader: Reader): Expr {
  const name = identifierOf(body["alias"], reader.dialect);
  const operands = [
    { role: "this", expr: reader.expr(body["this"]) },
    { role: "name", expr: word(name?.key ?? "") },
  ];
  return { type: "operation", name: "as", operands };
}

function readCast(body: JsonObject, reader: Reader, safe: boolean): Expr {
  const format = body["format"] ?? null;
  const operand = reader.expr(body["this"]);
  const cast: Expr = { type: "cast", to: typeText(body["to"]), safe, operand };
  if (format === null) return cast;
  return {
    type: "operation",
    name: "cast_format",
    operands: [
      { role: "this", expr: cast },
      { role: "format", expr: reader.expr(format) },
    ],
  };
}

function readColumn(body: JsonObject, reader: Reader): Expr {
  const parts = [body["table"], body["name"]].flatMap((part) => identifierOf(part, reader.dialect) ?? []);
  if (parts.length === 1 && parts[0]?.text === "*") return readStar(body, reader);
  return { type: "column", parts, line: lineIn(body) };
}

/** `a.b.c`: a chain of names stays one reference; what hangs on an expression is an operation. */
function readDot(body: JsonObject, reader: Reader): Expr {
  const inner = reader.expr(body["this"]);
  const name = identifierOf(body["field"], reader.dialect);
  if (inner.type === "column" && name !== null) {
    const chain: ColumnRef = { ...inner, parts: [...inner.parts, name] };
    return chain;
  }
  const operands = [
    { role: "this", expr: inner },
    { role: "field", expr: name === null ? reader.expr(body["field"]) : word(name.key) },
  ];
  return { type: "operation", name: "dot", operands };
}

/** `count(1)`, and `count()` where there is that, count what `count(*)` counts: no constant but NULL is left out. */
function readCount(body: JsonObject, reader: Reader): Expr {
  const kind = nodeOf(body["this"])?.kind;
  const isConstant = kind === undefined || kind === "literal" || kind === "boolean";
  const ofRows = isConstant && body["distinct"] !== true;
  return operation("count", ofRows ? { ...body, this: null, star: true } : body, reader);
}

/** `date '2026-01-01'` is a cast of the text. */
function readLiteral(body: JsonObject): Expr {
  const value = body["value"];
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  const type = textOf(body["literal_type"]);
  if (type === "number") return word(text.toLowerCase());
  const literal: Expr = { type: "literal", kind: "string", value: text };
  return TEMPORAL.has(type) ? { type: "cast", to: type, safe: false, operand: literal } : literal;
}

const TEMPORAL: ReadonlySet<string> = new Set(["date", "time", "timestamp", "datetime"]);

function word(value: string): Expr {
  return { type: "literal", kind: "word", value };
}
