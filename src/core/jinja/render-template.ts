import { applyFilter } from "./builtins/filters.ts";
import { applyTest } from "./builtins/tests.ts";
import type { Names, Taint } from "./host.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { itemOf } from "./run/attributes.ts";
import { call } from "./run/call.ts";
import type { Engine } from "./run/engine.ts";
import { evaluate } from "./run/evaluate.ts";
import { execute, executeWhole } from "./run/execute.ts";
import { Output } from "./run/output.ts";
import { Rendering } from "./run/rendering.ts";
import { MacroReturn, UnknownOperand } from "./run/signals.ts";
import { Scope } from "./scope.ts";
import type { Template } from "./template.ts";

/**
 * What came of rendering. `line` is that of the template itself; where a macro refused, `macro` says which, and the
 * line in its own text.
 */
export type Rendered =
  | { readonly rendered: true; readonly text: string; readonly taints: readonly Taint[] }
  | {
      readonly rendered: false;
      readonly why: string;
      readonly line: number;
      readonly macro: { readonly name: string; readonly line: number } | null;
      /** What was unknown until then: it may be the cause. */
      readonly taints: readonly Taint[];
    };

const ENGINE: Engine = {
  evaluate,
  execute,
  executeWhole,
  call,
  item: itemOf,
  filter: applyFilter,
  test: applyTest,
};

/**
 * Renders a template against the names of the host, to the same text as dbt does with the same answers. Never throws
 * for what stands in a template or in a macro, and ends within the limits.
 */
export function renderTemplate(template: Template, names: Names, limits: Limits = LIMITS): Rendered {
  const run = new Rendering(names, limits, ENGINE);
  const output = new Output(limits.output);
  try {
    executeWhole(template.body, { run, scope: new Scope(null), output });
    return { rendered: true, text: output.text(), taints: run.taints };
  } catch (error) {
    return refused(reasonOf(error), run);
  }
}

function refused(why: string, run: Rendering): Rendered {
  const { macro, line, templateLine, taints } = run;
  if (macro === null) return { rendered: false, why, line, macro: null, taints };
  return { rendered: false, why, line: templateLine, macro: { name: macro, line }, taints };
}

/** Everything else that is thrown is our own fault. A stack that is too small for the limits is the caller's. */
function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.why;
  if (error instanceof MacroReturn) return "`return()` stands outside of a macro.";
  if (error instanceof UnknownOperand) return `A number is needed that is unknown: ${error.operand.text}.`;
  if (error instanceof RangeError) return "The rendering needs more room than there is.";
  throw error;
}
