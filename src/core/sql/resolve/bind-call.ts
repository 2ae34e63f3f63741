import type { Expr, Identifier, Input } from "../query.ts";
import { NOTHING, Sink, TRANSFORMATION, type Lineage } from "./lineage.ts";
import { lower, type Bound, type Offer, type Readable, type Resolver, type Scope } from "./scope.ts";

/** Columns that table functions give without being asked to name them. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  flatten: ["seq", "key", "path", "index", "value", "this"],
  explode: ["col"],
  explode_outer: ["col"],
  posexplode: ["pos", "col"],
  string_split: ["value", "ordinal"],
  split_to_table: ["seq", "index", "value"],
  openjson: ["key", "value", "type"],
  json_each: ["key", "value"],
  jsonb_each: ["key", "value"],
  json_array_elements: ["value"],
  jsonb_array_elements: ["value"],
};

/** A table function: whatever it gives is made from its arguments, and no engine says from which. */
export function bindCall(
  expr: Expr,
  input: Input,
  { scope, resolver }: { readonly scope: Scope; readonly resolver: Resolver },
): { readable: Readable; virtual: Bound["virtual"]; call: Expr } {
  const sink = new Sink();
  const call = resolver.expr(expr, { scope, how: TRANSFORMATION, sink });
  const name = functionName(expr);
  const lineage = virtualLineage(sink.lineage(), name);
  const source = `${name}()`;
  const names = input.columnAliases.length > 0 ? input.columnAliases : impliedNames(name);
  const columns = names.map((column): Offer => offer(column, source, lineage));
  const open = columns.length > 0 ? null : `the columns of ${name}() are not known`;
  return {
    call,
    virtual: lineage,
    readable: { source, scope: null, columns, open, ask: (column) => offer(column, source, lineage) },
  };
}

function offer(name: Identifier, source: string, lineage: Lineage): Offer {
  return { name, lineage, origin: { source, column: lower(name) } };
}

function virtualLineage(lineage: Lineage, name: string): Lineage {
  if (lineage.edges.length === 0) return lineage.untraced.length === 0 ? NOTHING : lineage;
  return { ...lineage, doubts: [...lineage.doubts, `${name}() is taken to use all of its input`] };
}

function functionName(expr: Expr): string {
  if (expr.type !== "operation") return "unnest";
  const [first] = expr.operands;
  return expr.name === "table" && first !== undefined ? functionName(first.expr) : expr.name;
}

function impliedNames(name: string): readonly Identifier[] {
  return (Object.hasOwn(COLUMNS, name) ? (COLUMNS[name] ?? []) : []).map((text) => ({ text, key: text }));
}
