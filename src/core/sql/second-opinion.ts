import { isList, isObject, type Json } from "../json.ts";
import type { OutputColumn, StatementFacts } from "./facts.ts";

/** The names of a result's columns in the syntax tree of node-sql-parser; null where it cannot tell: stars, no names. */
export function outputNames(syntax: Json): readonly string[] | null {
  const statement = isList(syntax) ? syntax[0] : syntax;
  const columns = isObject(statement) ? statement["columns"] : undefined;
  if (!isList(columns)) return null;
  const names = columns.map(nameOf);
  const known = names.filter((name) => name !== null);
  return known.length === names.length ? known : null;
}

function nameOf(column: Json): string | null {
  if (!isObject(column)) return null;
  const alias = textOf(column["as"]);
  if (alias !== null) return alias;
  const expr = column["expr"];
  if (!isObject(expr) || expr["type"] !== "column_ref") return null;
  const name = textOf(expr["column"]);
  return name === "*" ? null : name;
}

/** Names are text, or a node that holds the text. */
function textOf(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  if (!isObject(value)) return null;
  return textOf(value["value"] ?? value["expr"]);
}

/** The facts with less confidence where a second parser sees other columns. */
export function weighOpinion(facts: StatementFacts, names: readonly string[] | null): StatementFacts {
  const own = facts.columns.map(({ name }) => name.toLowerCase());
  const agrees = names === null || names.map((name) => name.toLowerCase()).join("\n") === own.join("\n");
  return agrees ? facts : { ...facts, columns: facts.columns.map(doubted) };
}

const DOUBT = "a second parser sees other columns in the result";

function doubted(column: OutputColumn): OutputColumn {
  return {
    ...column,
    confidence: column.confidence === "high" ? "medium" : column.confidence,
    doubts: [...column.doubts, DOUBT],
  };
}
