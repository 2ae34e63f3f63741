import { Refusal } from "../refusal.ts";
import type { Call, Expr } from "../template.ts";
import { NO_ARGUMENTS, readArguments } from "./arguments.ts";
import type { Reader } from "./reader.ts";

/** `| name(arguments)`, as often as it stands there. */
export function readFilters(reader: Reader, start: Expr): Expr {
  let input = start;
  while (reader.tokens.skip("operator", "|")) input = { type: "filter", input, filter: readFilter(reader) };
  return input;
}

/** One filter by its name, after the bar. */
export function readFilter(reader: Reader): Call {
  const { line } = reader.tokens.current;
  const name = readDottedName(reader);
  const args = reader.tokens.is("operator", "(") ? readArguments(reader) : NO_ARGUMENTS;
  return { name, ...args, line };
}

/** `is name`, `is not name`, with arguments in parentheses or one operand. */
export function readTest(reader: Reader, input: Expr, argument: (reader: Reader) => Expr): Expr {
  const { tokens } = reader;
  const { line } = tokens.next();
  const negated = tokens.skip("name", "not");
  const name = readDottedName(reader);
  const args = tokens.is("operator", "(") ? readArguments(reader) : readBareArgument(reader, argument);
  const test: Expr = { type: "test", input, test: { name, ...args, line } };
  return negated ? { type: "not", operand: test, line } : test;
}

function readBareArgument(reader: Reader, argument: (reader: Reader) => Expr): typeof NO_ARGUMENTS {
  const { kind, text } = reader.tokens.current;
  if (kind === "name" && text === "is") throw new Refusal("Tests with `is` cannot be chained.");
  const begins = kind === "name" ? !["else", "or", "and"].includes(text) : isLiteral(kind, text);
  return begins ? { ...NO_ARGUMENTS, args: [argument(reader)] } : NO_ARGUMENTS;
}

function isLiteral(kind: string, text: string): boolean {
  return (
    ["string", "integer", "float"].includes(kind) || (kind === "operator" && (text === "[" || text === "{"))
  );
}

function readDottedName({ tokens }: Reader): string {
  let name = tokens.expect("name").text;
  while (tokens.skip("operator", ".")) name += `.${tokens.expect("name").text}`;
  return name;
}
