import type { Rendering } from "../run/rendering.ts";
import { UnknownOperand } from "../run/signals.ts";
import { functionOf, type FunctionValue, type Value } from "../values.ts";
import { bind, type Application, type Passed } from "./given.ts";

/** Applies a builtin. Where it needs something that is unknown, the result is unknown. */
export function apply(application: Application, passed: Passed, run: Rendering): Value {
  const { depth } = run;
  run.spend(1);
  try {
    return application.builtin.apply(bind(application, passed, run));
  } catch (error) {
    if (!(error instanceof UnknownOperand)) throw error;
    run.leaveTo(depth);
    run.taint(error.operand, "called");
    return error.operand;
  }
}

/** A builtin as a value that can be called. */
export function applicable(application: Application, run: Rendering): FunctionValue {
  return functionOf(application.name, (args, kwargs) => apply(application, { args, kwargs }, run));
}
