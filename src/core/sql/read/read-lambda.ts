import type { JsonObject } from "../../json.ts";
import type { Expr, Lambda } from "../query.ts";
import { identifierOf, identifiersOf, type Reader } from "./syntax.ts";

export function readLambda(body: JsonObject, reader: Reader): Lambda {
  return {
    type: "lambda",
    parameters: identifiersOf(body["parameters"], reader.dialect),
    body: reader.expr(body["body"]),
  };
}

/** DuckDB's `[x * 2 for x in items if x > 1]` is a lambda over a list. */
export function readComprehension(body: JsonObject, reader: Reader): Expr {
  const parameter = identifierOf(body["expression"], reader.dialect);
  const parameters = parameter === null ? [] : [parameter];
  const lambdas = ["this", "condition"].flatMap((role) => {
    const part = body[role] ?? null;
    return part === null
      ? []
      : [{ role, expr: { type: "lambda" as const, parameters, body: reader.expr(part) } }];
  });
  const operands = [{ role: "iterator", expr: reader.expr(body["iterator"]) }, ...lambdas];
  return { type: "operation", name: "comprehension", operands };
}
