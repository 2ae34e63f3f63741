import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Identifier, Input, Join, Modifier, Relation } from "../query.ts";
import { readPivot } from "./read-pivot.ts";
import {
  field,
  identifier,
  identifierOf,
  identifiersOf,
  lineIn,
  listOf,
  nodeOf,
  textOf,
  type Reader,
  type SyntaxNode,
} from "./syntax.ts";

/** The relations of a FROM clause in order, joins and lateral views included. */
export function readInputs(select: JsonObject, reader: Reader): readonly Input[] {
  const from = listOf(field(select["from"], "expressions")).map((item, index) =>
    readInput(item, index === 0 ? null : CROSS, reader),
  );
  const joins = listOf(select["joins"]).map((join) => readJoin(join, reader));
  const views = listOf(select["lateral_views"]).map((view) => readView(view, reader));
  return [...from, ...joins, ...views];
}

const CROSS: Join = { kind: "cross", on: null, using: [], natural: false };

function readJoin(syntax: Json, reader: Reader): Input {
  const kind = textOf(field(syntax, "kind"));
  const on = field(syntax, "on") ?? null;
  const using = identifiersOf(field(syntax, "using"), reader.dialect);
  const join: Join = {
    kind: `${strictnessOf(syntax)}${joinKind(kind, on !== null || using.length > 0)}`,
    on: on === null ? null : reader.expr(on),
    using,
    natural: kind.startsWith("Natural"),
  };
  return readInput(field(syntax, "this"), join, reader);
}

/** Words before JOIN that choose among the rows that match; other hints only say how the engine is to find them. */
function strictnessOf(syntax: Json): string {
  const hint = textOf(field(syntax, "join_hint")).toLowerCase();
  return hint === "any" || hint === "asof" ? `${hint} ` : "";
}

/** What the kinds of joins come down to; others keep their word. `on` and `off`: with and without a condition. */
const JOIN_KINDS: Readonly<Record<string, { readonly on: string; readonly off: string }>> = {
  "": { on: "inner", off: "cross" },
  inner: { on: "inner", off: "cross" },
  straight: { on: "inner", off: "cross" },
  implicit: { on: "inner", off: "cross" },
  crossapply: { on: "inner", off: "cross" },
  lateral: { on: "inner", off: "cross" },
  outerapply: { on: "left", off: "left" },
  leftlateral: { on: "left", off: "left" },
  outer: { on: "full", off: "full" },
  leftsemi: { on: "semi", off: "semi" },
  leftanti: { on: "anti", off: "anti" },
};

/** Joins by what they do: a comma is a cross join, a join without a condition too. */
function joinKind(kind: string, conditional: boolean): string {
  const lower = kind.replace("Natural", "").toLowerCase();
  const known = Object.hasOwn(JOIN_KINDS, lower) ? JOIN_KINDS[lower] : undefined;
  if (known === undefined) return lower;
  return conditional || kind.startsWith("Natural") ? known.on : known.off;
}

function readView(syntax: Json, reader: Reader): Input {
  return {
    relation: { type: "call", expr: reader.expr(field(syntax, "this")) },
    alias: identifierOf(field(syntax, "table_alias"), reader.dialect),
    columnAliases: identifiersOf(field(syntax, "column_aliases"), reader.dialect),
    join: { ...CROSS, kind: field(syntax, "outer") === true ? "left" : "cross" },
    modifiers: [],
  };
}

function readInput(syntax: Json | undefined, join: Join | null, reader: Reader): Input {
  const node = nodeOf(syntax) ?? { kind: "unknown", body: {} };
  const { body } = node;
  if (node.kind === "paren") return readInput(body["this"], join, reader);
  if (node.kind === "alias") return readAliased(body, join, reader);
  if (node.kind === "table_sample") {
    const inner = readInput(body["this"], join, reader);
    return { ...inner, modifiers: [...inner.modifiers, { kind: "sample", expr: reader.expr(syntax) }] };
  }
  return {
    relation: readRelation(node, syntax, reader),
    alias: identifierOf(body["alias"], reader.dialect),
    columnAliases: columnAliases(body, reader),
    join,
    modifiers: node.kind === "table" ? readModifiers(body, reader) : [],
  };
}

/** An alias around a relation: UNNEST, functions, in some dialects subqueries too. */
function readAliased(body: JsonObject, join: Join | null, reader: Reader): Input {
  const inner = readInput(body["this"], join, reader);
  const names = columnAliases(body, reader);
  return {
    ...inner,
    alias: identifierOf(body["alias"], reader.dialect) ?? inner.alias,
    columnAliases: names.length > 0 ? names : inner.columnAliases,
  };
}

function columnAliases(body: JsonObject, reader: Reader): readonly Identifier[] {
  const names = [
    ...identifiersOf(body["column_aliases"], reader.dialect),
    ...identifiersOf(body["alias_columns"], reader.dialect),
  ];
  const offset = identifierOf(body["offset_alias"], reader.dialect);
  return offset === null ? names : [...names, offset];
}

function readRelation({ kind, body }: SyntaxNode, syntax: Json | undefined, reader: Reader): Relation {
  switch (kind) {
    case "table":
      return readTable(body, reader);
    case "subquery":
      return readSubquery(body, syntax, reader);
    case "select":
    case "union":
    case "except":
    case "intersect":
    case "values":
      return { type: "query", query: reader.query(syntax) };
    case "pivot":
    case "unpivot":
      return {
        type: "pivot",
        input: readInput(body["this"], null, reader),
        pivot: readPivot(kind, body, reader),
      };
    case "joined_table":
      return { type: "joined", inputs: readJoined(body, reader) };
    case "lateral":
      return { type: "call", expr: reader.expr(body["this"]) };
    default:
      return { type: "call", expr: reader.expr(syntax) };
  }
}

/** Parentheses in a FROM clause hold a query or a relation. */
function readSubquery(body: JsonObject, syntax: Json | undefined, reader: Reader): Relation {
  const inner = nodeOf(body["this"]);
  if (inner?.kind === "table" || inner?.kind === "joined_table") {
    return { type: "joined", inputs: [readInput(body["this"], null, reader)] };
  }
  return { type: "query", query: reader.query(syntax) };
}

function readJoined(body: JsonObject, reader: Reader): readonly Input[] {
  return [
    readInput(body["left"], null, reader),
    ...listOf(body["joins"]).map((join) => readJoin(join, reader)),
    ...listOf(body["lateral_views"]).map((view) => readView(view, reader)),
  ];
}

function readTable(body: JsonObject, reader: Reader): Relation {
  const made = body["identifier_func"] ?? null;
  if (made !== null) return { type: "call", expr: reader.expr(made) };
  const names = [body["catalog"], body["schema"], body["name"]].flatMap(
    (part) => identifierOf(part, reader.dialect) ?? [],
  );
  // BigQuery quotes a whole path at once.
  const parts = names.flatMap(({ text, key }) =>
    reader.dialect.name === "bigquery" && text.includes(".")
      ? text.split(".").map((part) => identifier(part, true, reader.dialect))
      : [{ text, key }],
  );
  return { type: "table", parts, line: lineIn(body["name"]) };
}

const MODIFIERS: Readonly<Record<string, Modifier["kind"]>> = {
  table_sample: "sample",
  when: "version",
  system_time: "version",
  version: "version",
  changes: "version",
  partitions: "version",
  final_: "version",
};

function readModifiers(body: JsonObject, reader: Reader): readonly Modifier[] {
  return Object.entries(MODIFIERS).flatMap(([key, kind]) => {
    const value = body[key];
    if (value === null || value === undefined || value === false) return [];
    if (Array.isArray(value) && value.length === 0) return [];
    const expr = isObject(value) ? reader.expr({ [key]: value }) : reader.expr(value);
    return [{ kind, expr }];
  });
}
