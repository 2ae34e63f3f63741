import { Refusal } from "../refusal.ts";
import type { Expr, SliceExpr } from "../template.ts";
import { integerOf } from "./number-literal.ts";
import type { Reader } from "./reader.ts";
import { described } from "./token.ts";

/** `.name`, `.0`, `[key]` or `[start:stop:step]` after an operand. */
export function readSubscript(reader: Reader, object: Expr): Expr {
  const { tokens } = reader;
  const { text, line } = tokens.next();
  if (text === "[") return readBracketed(reader, object, line);
  const { kind } = tokens.current;
  if (kind === "name") return { type: "attribute", object, name: tokens.next().text, line };
  if (kind === "integer") {
    return { type: "item", object, key: { type: "literal", value: integerOf(tokens.next().text) }, line };
  }
  throw new Refusal(`Unexpected ${described(tokens.current)}: a name or a number was expected.`);
}

function readBracketed(reader: Reader, object: Expr, line: number): Expr {
  const { tokens } = reader;
  const start = atColon(reader) ? null : reader.expression();
  if (atColon(reader)) {
    const slice = readSlice(reader, object, start);
    tokens.expect("operator", "]");
    return { ...slice, line };
  }
  const items = start === null ? [] : [start];
  while (tokens.skip("operator", ",")) items.push(reader.expression());
  tokens.expect("operator", "]");
  const [only] = items;
  const key: Expr = items.length === 1 && only !== undefined ? only : { type: "tuple", items };
  return { type: "item", object, key, line };
}

function readSlice(reader: Reader, object: Expr, start: Expr | null): SliceExpr {
  const { tokens } = reader;
  const { line } = tokens.next();
  const stop = atColon(reader) || tokens.is("operator", "]") ? null : reader.expression();
  const stepped = tokens.skip("operator", ":");
  const step = stepped && !tokens.is("operator", "]") ? reader.expression() : null;
  return { type: "slice", object, start, stop, step, line };
}

function atColon({ tokens }: Reader): boolean {
  return tokens.is("operator", ":");
}
