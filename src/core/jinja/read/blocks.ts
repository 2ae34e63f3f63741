import { Refusal } from "../refusal.ts";
import type { Expr, IfStatement, Statement, WithBlock } from "../template.ts";
import { readCallable, readSignature } from "./callable.ts";
import { readFilter } from "./filters.ts";
import type { Reader } from "./reader.ts";
import { readTarget } from "./target.ts";
import { readTuple } from "./tuple.ts";

/** `{% if %}` with its branches. A condition may be a tuple; an inline `if` may not stand in it. */
export function readIf(reader: Reader, line: number): Statement {
  const branches: IfStatement["branches"][number][] = [];
  for (;;) {
    const test = readTuple(reader, { empty: false, item: reader.bareExpression });
    const body = reader.body("elif", "else", "endif");
    branches.push({ test, body });
    const end = reader.tokens.next().text;
    if (end === "elif") continue;
    const otherwise = end === "else" ? readLast(reader, "endif") : [];
    return { type: "if", branches, otherwise, line };
  }
}

/** `{% for %}` with its `else`. */
export function readFor(reader: Reader, line: number): Statement {
  const { tokens } = reader;
  const target = readTarget(reader);
  tokens.expect("name", "in");
  const items = readTuple(reader, { empty: false, item: reader.bareExpression, ends: ["recursive"] });
  const filter = tokens.skip("name", "if") ? reader.expression() : null;
  const recursive = tokens.skip("name", "recursive");
  const body = reader.body("endfor", "else");
  const otherwise = tokens.next().text === "else" ? readLast(reader, "endfor") : [];
  return { type: "for", target, items, filter, recursive, body, otherwise, line };
}

/** `{% set a = b %}` or `{% set a %}…{% endset %}`. */
export function readSet(reader: Reader, line: number): Statement {
  const { tokens } = reader;
  const target = readTarget(reader);
  if (tokens.skip("operator", "=")) return { type: "set", target, value: readValue(reader), line };
  const filters = [];
  while (tokens.skip("operator", "|")) filters.push(readFilter(reader));
  return { type: "set-block", target, filters, body: readLast(reader, "endset"), line };
}

/** `{% with a = b %}`; the values see what stands around the block, not each other. */
export function readWith(reader: Reader, line: number): Statement {
  const { tokens } = reader;
  const bindings: WithBlock["bindings"][number][] = [];
  while (tokens.current.kind !== "block-end") {
    if (bindings.length > 0) tokens.expect("operator", ",");
    const target = readTarget(reader);
    tokens.expect("operator", "=");
    bindings.push({ target, value: reader.expression() });
  }
  return { type: "with", bindings, body: readLast(reader, "endwith"), line };
}

/** `{% filter a | b %}`. */
export function readFilterBlock(reader: Reader, line: number): Statement {
  const filters = [readFilter(reader)];
  while (reader.tokens.skip("operator", "|")) filters.push(readFilter(reader));
  return { type: "filter-block", filters, body: readLast(reader, "endfilter"), line };
}

/** `{% call(a) f(b) %}`. */
export function readCallBlock(reader: Reader, line: number): Statement {
  const parameters = reader.tokens.is("operator", "(") ? readSignature(reader) : [];
  const call = reader.expression();
  if (call.type !== "call") throw new Refusal("A call block needs a call.");
  return {
    type: "call-block",
    caller: readCallable(reader, parameters, { end: "endcall", line }),
    call,
    line,
  };
}

/** `{% do a %}`. */
export function readDo(reader: Reader, line: number): Statement {
  return { type: "do", value: readValue(reader), line };
}

/** `{% print a, b %}`. */
export function readPrint(reader: Reader, line: number): Statement {
  const parts: Expr[] = [];
  while (reader.tokens.current.kind !== "block-end") {
    if (parts.length > 0) reader.tokens.expect("operator", ",");
    parts.push(reader.expression());
  }
  return { type: "output", value: { type: "concat", parts, line }, line };
}

function readValue(reader: Reader): Expr {
  return readTuple(reader, { empty: false, item: reader.expression });
}

/** The body up to the tag that ends the whole block. */
function readLast(reader: Reader, end: string): readonly Statement[] {
  const body = reader.body(end);
  reader.tokens.next();
  return body;
}
