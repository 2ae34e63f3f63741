import { Refusal } from "../refusal.ts";
import type { Callable, Parameter } from "../template.ts";
import type { Reader } from "./reader.ts";
import { readOwnName } from "./target.ts";

/** `(a, b=c)` of a macro or a call block. */
export function readSignature(reader: Reader): readonly Parameter[] {
  const { tokens } = reader;
  const parameters: Parameter[] = [];
  tokens.expect("operator", "(");
  while (!tokens.is("operator", ")")) {
    if (parameters.length > 0) tokens.expect("operator", ",");
    const name = readOwnName(reader);
    const fallback = tokens.skip("operator", "=") ? reader.expression() : null;
    if (fallback === null && parameters.at(-1)?.fallback != null) {
      throw new Refusal(`The parameter \`${name}\` needs a default, as the one before it has one.`);
    }
    parameters.push({ name, fallback });
  }
  tokens.next();
  return parameters;
}

/** The body up to `end`, with what it takes besides its parameters. */
export function readCallable(
  reader: Reader,
  parameters: readonly Parameter[],
  { end, line }: { readonly end: string; readonly line: number },
): Callable {
  const before = { ...reader.uses };
  const body = reader.body(end);
  reader.tokens.next();
  const takes = (name: "caller" | "varargs" | "kwargs"): boolean =>
    reader.uses[name] > before[name] && parameters.every((parameter) => parameter.name !== name);
  return {
    parameters,
    body,
    takes: { caller: takes("caller"), varargs: takes("varargs"), kwargs: takes("kwargs") },
    line,
  };
}
