import type { Value } from "./values.ts";

/**
 * Who answers for names that are neither local to the template nor Jinja's own. Asked at each use; a macro is given
 * as a value whose text is parsed at its first call (`macroOf`). What it answers wins over Jinja's own functions
 * (`range`, `dict`, `namespace`, `cycler`, `joiner`) and over `return`, as dbt's context does.
 */
export interface Names {
  readonly lookUp: (name: string) => Value | undefined;
}

/** The place of a call, and what the called function may ask of the rendering. */
export interface CallSite {
  /** Line of the call, counted from 1, in the text of `macro`, or of the template where that is null. */
  readonly line: number;
  /** The innermost macro in which the call stands. */
  readonly macro: string | null;
  /** Calls a macro, a function, or anything else that can be called; refuses otherwise. */
  readonly call: (callee: Value, args: readonly Value[], kwargs?: ReadonlyMap<string, Value>) => Value;
  /** The value as `{{ value }}` prints it. */
  readonly text: (value: Value) => string;
  /** Whether the value counts as true. */
  readonly truth: (value: Value) => boolean;
  /** What the value walks through; refuses what is not iterable. */
  readonly iterate: (value: Value) => readonly Value[];
  /** Notes that the text depends on something unknown. */
  readonly taint: (reason: string, use: Use) => void;
  /** Counts work against the limits: about one step for each item or for sixteen characters that are made. */
  readonly spend: (steps: number) => void;
  /** Ends the rendering with this reason, a whole sentence. */
  readonly refuse: (why: string) => never;
}

/**
 * How something unknown was used. `printed`: its marker stands in the text. `iterated`: a loop or list over it was
 * taken as empty. `tested`: a condition or comparison took it as false. `called`: it, or a part of it, was called or
 * computed with.
 */
export type Use = "printed" | "iterated" | "tested" | "called";

/** Something unknown on which the rendered text depends: the first place of each reason and use. */
export interface Taint {
  readonly reason: string;
  readonly use: Use;
  readonly line: number;
  readonly macro: string | null;
}
