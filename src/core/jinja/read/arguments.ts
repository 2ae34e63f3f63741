import { Refusal } from "../refusal.ts";
import type { Arguments, Expr } from "../template.ts";
import type { Reader } from "./reader.ts";

interface Reading {
  readonly args: Expr[];
  readonly kwargs: { readonly name: string; readonly value: Expr }[];
  rest: Expr | null;
  named: Expr | null;
}

/** No arguments. */
export const NO_ARGUMENTS: Arguments = { args: [], kwargs: [], rest: null, named: null };

/** `(a, b=c, *rest, **named)`; a comma may end it. */
export function readArguments(reader: Reader): Arguments {
  const { tokens } = reader;
  const reading: Reading = { args: [], kwargs: [], rest: null, named: null };
  tokens.expect("operator", "(");
  for (let first = true; !tokens.is("operator", ")"); first = false) {
    if (!first) tokens.expect("operator", ",");
    if (tokens.is("operator", ")")) break;
    readArgument(reader, reading);
  }
  tokens.next();
  return reading;
}

function readArgument(reader: Reader, reading: Reading): void {
  const { tokens } = reader;
  if (tokens.skip("operator", "*")) {
    allow(reading.rest === null && reading.named === null);
    reading.rest = reader.expression();
  } else if (tokens.skip("operator", "**")) {
    allow(reading.named === null);
    reading.named = reader.expression();
  } else if (tokens.current.kind === "name" && isAssignment(reader)) {
    allow(reading.named === null);
    const name = tokens.next().text;
    tokens.next();
    reading.kwargs.push({ name, value: reader.expression() });
  } else {
    allow(reading.rest === null && reading.named === null && reading.kwargs.length === 0);
    reading.args.push(reader.expression());
  }
}

function isAssignment({ tokens }: Reader): boolean {
  const ahead = tokens.look();
  return ahead.kind === "operator" && ahead.text === "=";
}

function allow(inOrder: boolean): void {
  if (!inOrder) throw new Refusal("The arguments of a call stand in an order that is not allowed.");
}
