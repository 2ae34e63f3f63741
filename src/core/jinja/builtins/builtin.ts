import type { Value } from "../values.ts";
import type { Given } from "./given.ts";

/** A filter, a test, a method or a function of Jinja's own. */
export interface Builtin {
  /** Its parameters besides its input, in order. */
  readonly names: readonly string[];
  /** Whether it takes any number of further arguments. */
  readonly rest: boolean;
  readonly apply: (given: Given) => Value;
}

/** Builtins by name. */
export type Builtins = ReadonlyMap<string, Builtin>;

/** A builtin with these parameters, in their order; `...` as the last one takes any number of further arguments. */
export function builtin(parameters: string, apply: (given: Given) => Value): Builtin {
  const names = parameters.split(" ").filter((name) => name !== "");
  const rest = names.at(-1) === "...";
  return { names: rest ? names.slice(0, -1) : names, rest, apply };
}
