import type { ArithmeticOperator, Comparison, CompareExpr, Expr } from "../template.ts";
import { readOperand } from "./operand.ts";
import type { Reader } from "./reader.ts";

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ["==", "=="],
  ["!=", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);

const SUMS: ReadonlyMap<string, ArithmeticOperator> = new Map([
  ["+", "+"],
  ["-", "-"],
]);

const PRODUCTS: ReadonlyMap<string, ArithmeticOperator> = new Map([
  ["*", "*"],
  ["/", "/"],
  ["//", "//"],
  ["%", "%"],
]);

const POWERS: ReadonlyMap<string, ArithmeticOperator> = new Map([["**", "**"]]);

/** `a if b else c`, or anything that binds tighter. */
export function readExpression(reader: Reader): Expr {
  const { tokens } = reader;
  return tokens.deeper(() => {
    let expr = readOr(reader);
    while (tokens.is("name", "if")) {
      const { line } = tokens.next();
      const test = readOr(reader);
      const otherwise = tokens.skip("name", "else") ? readExpression(reader) : null;
      expr = { type: "if", test, value: expr, otherwise, line };
    }
    return expr;
  });
}

/** An expression without an inline `if`, as in `for x in items if …`. */
export function readOr(reader: Reader): Expr {
  let left = readAnd(reader);
  while (reader.tokens.skip("name", "or")) left = { type: "or", left, right: readAnd(reader) };
  return left;
}

function readAnd(reader: Reader): Expr {
  let left = readNot(reader);
  while (reader.tokens.skip("name", "and")) left = { type: "and", left, right: readNot(reader) };
  return left;
}

function readNot(reader: Reader): Expr {
  const { tokens } = reader;
  if (!tokens.is("name", "not")) return readComparison(reader);
  const { line } = tokens.next();
  return tokens.deeper(() => ({ type: "not", operand: readNot(reader), line }));
}

function readComparison(reader: Reader): Expr {
  const { line } = reader.tokens.current;
  const first = readSum(reader);
  const rest: CompareExpr["rest"][number][] = [];
  for (let operator = takeComparison(reader); operator !== null; operator = takeComparison(reader)) {
    rest.push({ operator, operand: readSum(reader) });
  }
  return rest.length === 0 ? first : { type: "compare", first, rest, line };
}

function takeComparison({ tokens }: Reader): Comparison | null {
  if (tokens.skip("name", "in")) return "in";
  if (tokens.is("name", "not")) {
    const ahead = tokens.look();
    if (ahead.kind !== "name" || ahead.text !== "in") return null;
    tokens.next();
    tokens.next();
    return "not in";
  }
  const operator = tokens.current.kind === "operator" ? COMPARISONS.get(tokens.current.text) : undefined;
  if (operator === undefined) return null;
  tokens.next();
  return operator;
}

function readSum(reader: Reader): Expr {
  return readBinary(reader, SUMS, readConcat);
}

function readConcat(reader: Reader): Expr {
  const { line } = reader.tokens.current;
  const first = readProduct(reader);
  if (!reader.tokens.is("operator", "~")) return first;
  const parts = [first];
  while (reader.tokens.skip("operator", "~")) parts.push(readProduct(reader));
  return { type: "concat", parts, line };
}

function readProduct(reader: Reader): Expr {
  return readBinary(reader, PRODUCTS, readPower);
}

function readPower(reader: Reader): Expr {
  return readBinary(reader, POWERS, readOperand);
}

/** Operations of one rank, from left to right; also powers, unlike in Python. */
function readBinary(
  reader: Reader,
  operators: ReadonlyMap<string, ArithmeticOperator>,
  operand: (reader: Reader) => Expr,
): Expr {
  const { tokens } = reader;
  let left = operand(reader);
  for (;;) {
    const operator = tokens.current.kind === "operator" ? operators.get(tokens.current.text) : undefined;
    if (operator === undefined) return left;
    const { line } = tokens.next();
    left = { type: "binary", operator, left, right: operand(reader), line };
  }
}
