import type { Passed } from "../builtins/given.ts";
import { Refusal } from "../refusal.ts";
import { Scope } from "../scope.ts";
import type { Callable } from "../template.ts";
import { tupleOf, type MacroValue, type Value } from "../values.ts";
import { Dict } from "../dict.ts";
import type { Frame } from "./engine.ts";
import { Output } from "./output.ts";
import type { Rendering } from "./rendering.ts";
import { MacroReturn } from "./signals.ts";

/** Calls a macro: gives the text that it renders, or what `return()` in it gave. */
export function invoke(macro: MacroValue, passed: Passed, run: Rendering): Value {
  const { macro: around, line, templateLine, calls, depth } = run;
  enter(run);
  let result: Value;
  try {
    result = render(macro, passed, run);
  } catch (error) {
    if (!(error instanceof MacroReturn) || !macro.returns) throw error;
    result = error.value;
  }
  run.macro = around;
  run.line = line;
  run.templateLine = templateLine;
  run.calls = calls;
  run.leaveTo(depth);
  return result;
}

function enter(run: Rendering): void {
  if (run.macro === null) run.templateLine = run.line;
  run.calls += 1;
  if (run.calls > run.limits.callDepth) {
    throw new Refusal(`Macros call each other more than ${run.limits.callDepth} levels deep.`);
  }
  run.enter();
}

function render(macro: MacroValue, passed: Passed, run: Rendering): string {
  const callable = macro.callable();
  const frame: Frame = { run, scope: new Scope(macro.scope), output: new Output(run.limits.stringLength) };
  const rest = take(macro, callable, { passed, frame });
  run.macro = macro.home;
  run.line = callable.line;
  for (const name of rest) fillIn(callable, name, frame);
  run.engine.executeWhole(callable.body, frame);
  const text = frame.output.text();
  run.makes(text.length);
  return text;
}

interface Taking {
  readonly passed: Passed;
  readonly frame: Frame;
}

/** Gives the parameters what was passed, and says which of them got nothing. Refuses what does not fit. */
function take(macro: MacroValue, callable: Callable, { passed, frame }: Taking): readonly string[] {
  const { parameters, takes } = callable;
  const { args } = passed;
  const { scope } = frame;
  const named = new Map(passed.kwargs);
  const lacking: string[] = [];
  for (const [at, { name }] of parameters.entries()) {
    const value = at < args.length ? args[at] : named.get(name);
    if (value === undefined) lacking.push(name);
    else scope.set(name, value);
    if (at >= args.length) named.delete(name);
  }
  if (takes.caller) takeCaller(named, scope);
  takeRest(macro, callable, { named, args, scope });
  return lacking;
}

interface Rest {
  readonly named: ReadonlyMap<string, Value>;
  readonly args: readonly Value[];
  readonly scope: Scope;
}

/** What no parameter took. */
function takeRest(macro: MacroValue, { parameters, takes }: Callable, { named, args, scope }: Rest): void {
  const [surplus] = named.keys();
  const most = parameters.length;
  if (takes.kwargs) scope.set("kwargs", new Dict(named));
  else if (surplus !== undefined) {
    throw new Refusal(`macro '${macro.name}' takes no keyword argument '${surplus}'`);
  }
  if (takes.varargs) scope.set("varargs", tupleOf(args.slice(most)));
  else if (args.length > most)
    throw new Refusal(`macro '${macro.name}' takes not more than ${most} argument(s)`);
}

function takeCaller(named: Map<string, Value>, scope: Scope): void {
  scope.set("caller", named.get("caller") ?? { type: "undefined", why: "No caller defined" });
  named.delete("caller");
}

/** A default is computed when the macro runs and may name the parameters before it. */
function fillIn({ parameters }: Callable, name: string, frame: Frame): void {
  const fallback = parameters.find((parameter) => parameter.name === name)?.fallback ?? null;
  const value: Value =
    fallback === null
      ? { type: "undefined", why: `parameter '${name}' was not provided` }
      : frame.run.engine.evaluate(fallback, frame);
  frame.scope.set(name, value);
}
