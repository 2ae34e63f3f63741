import { isList, isObject, type Json, type JsonObject } from "../../json.ts";
import type { Dialect } from "../dialect.ts";
import type { Expr, Identifier, Query } from "../query.ts";

/** What reading one part of a statement needs: the two readers that call each other, and the dialect. */
export interface Reader {
  readonly dialect: Dialect;
  readonly expr: (syntax: Json | undefined) => Expr;
  readonly query: (syntax: Json | undefined) => Query;
}

/** A node of polyglot's syntax tree: an object with one key, the kind. `{ this: … }` is a clause, not a node. */
export interface SyntaxNode {
  readonly kind: string;
  readonly body: JsonObject;
}

/** The syntax of a statement is not what this engine's version was known to give, or the statement is no query. */
export class SyntaxSurprise extends Error {
  override name = "SyntaxSurprise";
}

/** A syntax node, null where the value is something else. A node without fields has an empty body. */
export function nodeOf(syntax: Json | undefined): SyntaxNode | null {
  if (!isObject(syntax)) return null;
  const keys = Object.keys(syntax);
  const kind = keys[0];
  if (keys.length !== 1 || kind === undefined || kind === "this") return null;
  const body = syntax[kind];
  if (isObject(body)) return { kind, body };
  return { kind, body: body === null || body === undefined ? {} : { value: body } };
}

/** The members of a list, none where the value is no list. */
export function listOf(syntax: Json | undefined): readonly Json[] {
  return isList(syntax) ? syntax : [];
}

/** The field of an object, undefined where there is neither. */
export function field(syntax: Json | undefined, key: string): Json | undefined {
  return isObject(syntax) ? syntax[key] : undefined;
}

/** A text field, empty where there is none. */
export function textOf(syntax: Json | undefined): string {
  return typeof syntax === "string" ? syntax : "";
}

/** A name with the case that the warehouse gives it; null where there is none. Plain text counts as unquoted. */
export function identifierOf(syntax: Json | undefined, dialect: Dialect): Identifier | null {
  if (typeof syntax === "string") return identifier(syntax, false, dialect);
  const wrapped = nodeOf(syntax);
  if (wrapped !== null && (wrapped.kind === "identifier" || wrapped.kind === "column")) {
    return identifierOf(wrapped.kind === "column" ? wrapped.body["name"] : wrapped.body, dialect);
  }
  const name = field(syntax, "name");
  return typeof name === "string" ? identifier(name, field(syntax, "quoted") === true, dialect) : null;
}

/** The names of a list. */
export function identifiersOf(syntax: Json | undefined, dialect: Dialect): readonly Identifier[] {
  return listOf(syntax).flatMap((item) => identifierOf(item, dialect) ?? []);
}

/** A name, folded as the dialect folds it. Quotes that an engine left around it are taken off. */
export function identifier(name: string, quoted: boolean, { folding }: Dialect): Identifier {
  const bare = /^"[^"]+"$|^`[^`]+`$|^\[[^\]]+\]$/u.test(name) ? name.slice(1, -1) : name;
  return { text: bare, key: fold(bare, quoted || bare !== name, folding) };
}

function fold(name: string, quoted: boolean, folding: Dialect["folding"]): string {
  if (folding === "exact") return name;
  if (folding === "ignore") return name.toLowerCase();
  if (quoted) return name;
  return folding === "upper" ? name.toUpperCase() : name.toLowerCase();
}

/** The line that a name stands on, searched in the fields of a node; null where it has no position. */
export function lineIn(syntax: Json | undefined): number | null {
  const line = field(field(syntax, "span"), "line");
  if (typeof line === "number" && line > 0) return line;
  const name = field(syntax, "name");
  return isObject(name) ? lineIn(name) : null;
}
