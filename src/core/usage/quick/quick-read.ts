import type { Dialect } from "../../sql/dialect.ts";
import { Pieces, Unsure } from "./cursor.ts";
import { Found, type QueryAggregate, type StatementRead } from "./found.ts";
import { SelectReader } from "./read-select.ts";
import type { KnownObject } from "./scope.ts";
import { tokensOf, type Token } from "./tokens.ts";

/** What a statement reads of the project; `unsure` where it takes a parser to say. */
export type QuickReading =
  | {
      readonly state: "read";
      readonly reads: readonly StatementRead[];
      readonly aggregates: readonly QueryAggregate[];
    }
  | { readonly state: "unsure"; readonly why: string };

/**
 * What a query reads, from the names in it and where they stand, without a syntax tree: some fifty times as fast as the
 * SQL engine, and enough for what a usage log needs. What it does not know for sure it leaves to the engine.
 * `find` gets the parts of a name in lower case.
 */
export function quickRead(
  sql: string,
  dialect: Dialect,
  find: (parts: readonly string[]) => KnownObject | null,
): QuickReading {
  const found = new Found();
  try {
    const tokens = tokensOf(sql, dialect);
    const pieces = new Pieces(tokens);
    const stretch = { from: queryStart(tokens), to: endOf(tokens) };
    new SelectReader(pieces, { found, find }).query(stretch, { env: new Map(), outer: null });
  } catch (error) {
    if (error instanceof Unsure) return { state: "unsure", why: error.message };
    if (error instanceof RangeError) return { state: "unsure", why: "it is nested too deeply" };
    throw error;
  }
  return { state: "read", reads: found.reads(), aggregates: found.aggregates() };
}

/** Where the query begins: a table may be made from it, rows put in, or a cursor opened on it. */
function queryStart(tokens: readonly Token[]): number {
  const [first] = tokens;
  if (first?.kind !== "word") return 0;
  // `with hold` may stand before.
  if (first.key === "declare")
    return tokens.findIndex(({ kind, key }) => kind === "word" && key === "for") + 1;
  if (!MAKERS.has(first.key)) return 0;
  const start = tokens.findIndex(({ kind, key }) => kind === "word" && (key === "select" || key === "with"));
  if (start < 0) throw new Unsure("no query");
  let from = start;
  while (tokens[from - 1]?.key === "(" && tokens[from - 1]?.kind === "mark") from -= 1;
  return from;
}

const MAKERS = new Set(["create", "insert", "replace"]);

/** The end without semicolons; several statements are more than one query. */
function endOf(tokens: readonly Token[]): number {
  let end = tokens.length;
  while (tokens[end - 1]?.kind === "mark" && tokens[end - 1]?.key === ";") end -= 1;
  if (tokens.slice(0, end).some(({ kind, key }) => kind === "mark" && key === ";")) {
    throw new Unsure("several statements");
  }
  return end;
}
