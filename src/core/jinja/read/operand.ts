import { Refusal } from "../refusal.ts";
import type { Expr } from "../template.ts";
import { readArguments } from "./arguments.ts";
import { readFilters, readTest } from "./filters.ts";
import { floatOf, integerOf } from "./number-literal.ts";
import type { Reader } from "./reader.ts";
import { readSubscript } from "./subscript.ts";
import { described } from "./token.ts";
import { readTuple } from "./tuple.ts";

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

/** An operand with everything that binds to it: signs, attributes, calls, filters and tests. */
export function readOperand(reader: Reader): Expr {
  return readFilterChain(reader, readSigned(reader));
}

/** A filter binds looser than a sign: `-1 | abs` is 1. */
function readSigned(reader: Reader): Expr {
  const { tokens } = reader;
  const negative = tokens.is("operator", "-");
  if (!negative && !tokens.is("operator", "+")) return readPostfix(reader, readPrimary(reader));
  const { line } = tokens.next();
  return tokens.deeper(() => ({
    type: negative ? "negate" : "plus",
    operand: readSigned(reader),
    line,
  }));
}

/** Attributes, items and calls after an operand. */
function readPostfix(reader: Reader, start: Expr): Expr {
  let expr = start;
  for (;;) {
    if (reader.tokens.is("operator", ".") || reader.tokens.is("operator", "[")) {
      expr = readSubscript(reader, expr);
    } else if (reader.tokens.is("operator", "(")) {
      expr = readCall(reader, expr);
    } else return expr;
  }
}

function readFilterChain(reader: Reader, start: Expr): Expr {
  let expr = start;
  for (;;) {
    if (reader.tokens.is("operator", "|")) expr = readFilters(reader, expr);
    else if (reader.tokens.is("name", "is")) expr = readTest(reader, expr, readTestArgument);
    else if (reader.tokens.is("operator", "(")) expr = readCall(reader, expr);
    else return expr;
  }
}

/** The one argument of a test without parentheses, as in `x is divisibleby 3`. */
function readTestArgument(reader: Reader): Expr {
  return readPostfix(reader, readPrimary(reader));
}

function readCall(reader: Reader, callee: Expr): Expr {
  const { line } = reader.tokens.current;
  return { type: "call", callee, ...readArguments(reader), line };
}

/** A name, a literal, or something in brackets. */
function readPrimary(reader: Reader): Expr {
  const { tokens } = reader;
  const { kind } = tokens.current;
  if (kind === "name") return readName(reader);
  if (kind === "string") return readString(reader);
  if (kind === "integer") return { type: "literal", value: integerOf(tokens.next().text) };
  if (kind === "float") return { type: "literal", value: floatOf(tokens.next().text) };
  return readBracket(reader);
}

function readName(reader: Reader): Expr {
  const { text: name, line } = reader.tokens.next();
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return { type: "literal", value: constant };
  if (name === "caller" || name === "varargs" || name === "kwargs") reader.uses[name] += 1;
  return { type: "name", name, line };
}

/** Strings that follow each other are one. */
function readString({ tokens }: Reader): Expr {
  const parts: string[] = [];
  while (tokens.current.kind === "string") parts.push(tokens.next().text);
  return { type: "literal", value: parts.join("") };
}

function readBracket(reader: Reader): Expr {
  const { tokens } = reader;
  if (tokens.skip("operator", "(")) {
    const expr = tokens.deeper(() => readTuple(reader, { empty: true, item: reader.expression }));
    tokens.expect("operator", ")");
    return expr;
  }
  if (tokens.skip("operator", "[")) return { type: "list", items: readItems(reader, "]", reader.expression) };
  if (tokens.skip("operator", "{")) {
    return { type: "dict", entries: readItems(reader, "}", () => readEntry(reader)) };
  }
  throw new Refusal(`Unexpected ${described(tokens.current)}: an expression was expected.`);
}

function readItems<T>({ tokens }: Reader, closing: string, item: () => T): readonly T[] {
  const items: T[] = [];
  while (!tokens.is("operator", closing)) {
    if (items.length > 0) tokens.expect("operator", ",");
    if (tokens.is("operator", closing)) break;
    items.push(item());
  }
  tokens.next();
  return items;
}

function readEntry(reader: Reader): { readonly key: Expr; readonly value: Expr } {
  const key = reader.expression();
  reader.tokens.expect("operator", ":");
  return { key, value: reader.expression() };
}
