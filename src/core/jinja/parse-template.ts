import { LIMITS, type Limits } from "./limits.ts";
import { readExpression, readOr } from "./read/expression.ts";
import type { Reader } from "./read/reader.ts";
import { readStatement } from "./read/statement.ts";
import { TokenStream } from "./read/token-stream.ts";
import { readTuple } from "./read/tuple.ts";
import { Refusal } from "./refusal.ts";
import type { Statement, Template } from "./template.ts";

/** A template that was read, or why it cannot be and the line, counted from 1. */
export type ParsedTemplate =
  | { readonly parsed: true; readonly template: Template }
  | { readonly parsed: false; readonly why: string; readonly line: number };

/**
 * Reads a text as dbt's Jinja: no trimming of blocks, one line end at the end dropped, `do`, `break` and `continue`
 * known, and dbt's own tags. Takes time linear in the length of the text, whatever stands in it, and never throws.
 * The template may be kept and rendered any number of times.
 */
export function parseTemplate(text: string, limits: Limits = LIMITS): ParsedTemplate {
  const tokens = new TokenStream(withoutLastLineEnd(text), limits);
  try {
    tokens.next();
    return { parsed: true, template: { body: readStatements(readerOf(tokens), []) } };
  } catch (error) {
    if (error instanceof Refusal) return { parsed: false, why: error.why, line: error.line ?? tokens.line };
    throw error;
  }
}

function withoutLastLineEnd(text: string): string {
  const lines = text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  return lines.endsWith("\n") ? lines.slice(0, -1) : lines;
}

function readerOf(tokens: TokenStream): Reader {
  const reader: Reader = {
    tokens,
    uses: { caller: 0, varargs: 0, kwargs: 0 },
    expression: () => readExpression(reader),
    bareExpression: () => tokens.deeper(() => readOr(reader)),
    body: (...ends) => readBody(reader, ends),
  };
  return reader;
}

/** The first tag of a block may end with a colon, as in Python. */
function readBody(reader: Reader, ends: readonly string[]): readonly Statement[] {
  const { tokens } = reader;
  const { line } = tokens.current;
  tokens.skip("operator", ":");
  tokens.expect("block-end");
  const body = readStatements(reader, ends);
  if (tokens.current.kind !== "end") return body;
  const expected = ends.map((end) => `\`${end}\``).join(" or ");
  throw new Refusal(`The template ends, but ${expected} was expected for the tag in line ${line}.`, line);
}

/** Statements up to one of these tags, which becomes the current token, or up to the end of the template. */
function readStatements(reader: Reader, ends: readonly string[]): readonly Statement[] {
  const { tokens } = reader;
  const body: Statement[] = [];
  for (;;) {
    const token = tokens.current;
    if (token.kind === "end") return body;
    tokens.next();
    if (token.kind === "text") body.push({ type: "text", text: token.text });
    else if (token.kind === "output-begin") body.push(readOutput(reader));
    else {
      if (tokens.current.kind === "name" && ends.includes(tokens.current.text)) return body;
      body.push(readStatement(reader, ends));
      tokens.expect("block-end");
    }
  }
}

function readOutput(reader: Reader): Statement {
  const { line } = reader.tokens.current;
  const value = readTuple(reader, { empty: false, item: reader.expression });
  reader.tokens.expect("output-end");
  return { type: "output", value, line };
}
