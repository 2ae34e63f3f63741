import type { Json, JsonObject } from "../../json.ts";
import type { Expr, Identifier, Pivot, Projection } from "../query.ts";
import { readProjection } from "./read-expr.ts";
import { identifier, identifierOf, identifiersOf, listOf, nodeOf, type Reader } from "./syntax.ts";

/** PIVOT and UNPIVOT: the columns that they make, and from which. */
export function readPivot(kind: "pivot" | "unpivot", body: JsonObject, reader: Reader): Pivot {
  const shape: JsonObject = Object.fromEntries(
    Object.entries(body).filter(([key]) => key !== "this" && key !== "alias" && key !== "alias_columns"),
  );
  const expr = reader.expr({ [kind]: shape });
  if (kind === "unpivot" || body["unpivot"] === true) return { ...readUnpivot(body, reader), expr };
  const fields = listOf(body["fields"]).map((item) => nodeOf(item)?.body);
  return {
    unpivot: false,
    aggregates: listOf(body["expressions"]).map((item) => readProjection(item, reader)),
    values: fields.flatMap((item) =>
      listOf(item?.["expressions"]).map((value) => readPivotValue(value, reader)),
    ),
    keys: fields.flatMap((item) => (item === undefined ? [] : [reader.expr(item["this"])])),
    made: [],
    expr,
  };
}

function readUnpivot(body: JsonObject, reader: Reader): Omit<Pivot, "expr"> {
  const { dialect } = reader;
  const made = [
    identifierOf(body["value_column"], dialect),
    ...identifiersOf(body["extra_value_columns"], dialect),
    identifierOf(body["name_column"], dialect),
  ].filter((name) => name !== null);
  return {
    unpivot: true,
    aggregates: [],
    values: listOf(body["columns"]).map((item) => readProjection(item, reader)),
    keys: [],
    made,
  };
}

/** A value that becomes a column: by its alias, else by its text. */
function readPivotValue(syntax: Json, reader: Reader): Projection {
  const node = nodeOf(syntax);
  if (node?.kind === "pivot_alias") {
    const name = identifierOf(node.body["alias"], reader.dialect);
    return { name, expr: reader.expr(node.body["this"]) };
  }
  const { name, expr } = readProjection(syntax, reader);
  return { name: name ?? nameOfValue(expr, reader), expr };
}

function nameOfValue(expr: Expr, reader: Reader): Identifier | null {
  return expr.type === "literal" ? identifier(expr.value, true, reader.dialect) : null;
}
