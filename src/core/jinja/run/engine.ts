import type { Passed } from "../builtins/given.ts";
import type { Scope } from "../scope.ts";
import type { Expr, Statement } from "../template.ts";
import type { Value } from "../values.ts";
import type { Output } from "./output.ts";
import type { Rendering } from "./rendering.ts";

/** The parts of the interpreter, which reach each other through it. */
export interface Engine {
  /** The value of an expression. */
  readonly evaluate: (expr: Expr, frame: Frame) => Value;
  /** Runs statements in order, up to a `break` or `continue`. */
  readonly execute: (body: readonly Statement[], frame: Frame) => Completion;
  /** The same for statements that stand in no loop. */
  readonly executeWhole: (body: readonly Statement[], frame: Frame) => void;
  /** Calls whatever can be called. */
  readonly call: (callee: Value, passed: Passed, run: Rendering) => Value;
  /** `object[key]`. */
  readonly item: (object: Value, key: Value, run: Rendering) => Value;
  /** Applies a filter by name. */
  readonly filter: (name: string, applied: Applied, run: Rendering) => Value;
  /** Applies a test by name. */
  readonly test: (name: string, applied: Applied, run: Rendering) => boolean;
}

/** An input and further arguments. */
export interface Applied {
  readonly input: Value;
  readonly passed: Passed;
}

/** Where statements run: the names they see, and where their text goes. */
export interface Frame {
  readonly run: Rendering;
  readonly scope: Scope;
  readonly output: Output;
}

/** How statements ended: at their end, or at `break` or `continue` of the loop around them. */
export type Completion = "end" | "break" | "continue";
