import type { Passed } from "../builtins/given.ts";
import { typeName } from "../python/type-name.ts";
import { is, isTyped } from "../python/kinds.ts";
import { Refusal } from "../refusal.ts";
import type { Value } from "../values.ts";
import { Site } from "./call-site.ts";
import { invoke } from "./invoke.ts";
import type { Rendering } from "./rendering.ts";

/** Calls a macro, a function or an object that can be called. What something unknown returns is unknown. */
export function call(callee: Value, passed: Passed, run: Rendering): Value {
  if (is(callee, "macro")) return invoke(callee, passed, run);
  if (is(callee, "unknown")) {
    run.taint(callee, "called");
    return callee;
  }
  if (is(callee, "undefined")) throw new Refusal(callee.why);
  const callable =
    isTyped(callee) && (callee.type === "function" || callee.type === "host") ? callee.call : undefined;
  if (callable === undefined) throw new Refusal(`'${typeName(callee)}' object is not callable`);
  run.spend(1);
  run.enter();
  const { line } = run;
  const value = callable(passed.args, passed.kwargs, new Site(run));
  run.line = line;
  run.leave();
  return value;
}
