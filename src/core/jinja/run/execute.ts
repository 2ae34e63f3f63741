import { textOf } from "../python/text.ts";
import { truthOf } from "../python/truth.ts";
import { Refusal } from "../refusal.ts";
import { Scope } from "../scope.ts";
import type {
  Call,
  Callable,
  CallBlock,
  IfStatement,
  MacroDefinition,
  SetBlock,
  Statement,
  WithBlock,
} from "../template.ts";
import type { MacroValue, Value } from "../values.ts";
import { passedBy } from "./arguments.ts";
import { assign } from "./assign.ts";
import type { Completion, Frame } from "./engine.ts";
import { executeFor } from "./execute-for.ts";
import { Output } from "./output.ts";

/** Runs statements in order, up to a `break` or `continue`. */
export function execute(body: readonly Statement[], frame: Frame): Completion {
  frame.run.enter();
  let completion: Completion = "end";
  for (const statement of body) {
    frame.run.spend(1);
    completion = executeOne(statement, frame);
    if (completion !== "end") break;
  }
  frame.run.leave();
  return completion;
}

/** Runs statements that stand in no loop: those of a template, a macro or a block of text. */
export function executeWhole(body: readonly Statement[], frame: Frame): void {
  const completion = frame.run.engine.execute(body, frame);
  if (completion !== "end") throw new Refusal(`\`${completion}\` stands outside of a loop.`);
}

function executeOne(statement: Statement, frame: Frame): Completion {
  const { run } = frame;
  if (statement.type === "text") {
    frame.output.push(statement.text);
    return "end";
  }
  run.line = statement.line;
  switch (statement.type) {
    case "output":
      frame.output.push(textOf(run.engine.evaluate(statement.value, frame), run));
      return "end";
    case "do":
      run.engine.evaluate(statement.value, frame);
      return "end";
    case "if":
      return executeIf(statement, frame);
    case "for":
      return executeFor(statement, frame);
    case "set":
      assign(statement.target, run.engine.evaluate(statement.value, frame), frame);
      return "end";
    case "set-block":
      return executeSetBlock(statement, frame);
    case "filter-block":
      frame.output.push(textOf(filtered(blockText(statement.body, frame), statement.filters, frame), run));
      return "end";
    case "with":
      return executeWith(statement, frame);
    case "macro":
      return define(statement, frame);
    case "call-block":
      return executeCall(statement, frame);
    case "break":
    case "continue":
      return statement.type;
    case "unsupported":
      throw new Refusal(statement.why);
  }
}

/** What a branch sets is seen after it. */
function executeIf({ branches, otherwise }: IfStatement, frame: Frame): Completion {
  const { run } = frame;
  for (const { test, body } of branches) {
    if (truthOf(run.engine.evaluate(test, frame), run)) return run.engine.execute(body, frame);
  }
  return run.engine.execute(otherwise, frame);
}

/** The text passes the filters, which may make something else of it. */
function executeSetBlock({ target, filters, body }: SetBlock, frame: Frame): Completion {
  assign(target, filtered(blockText(body, frame), filters, frame), frame);
  return "end";
}

/** The text of a body that sees the names around it, and whose own names are not seen outside. */
function blockText(body: readonly Statement[], frame: Frame): string {
  const output = new Output(frame.run.limits.stringLength);
  executeWhole(body, { run: frame.run, scope: new Scope(frame.scope), output });
  const text = output.text();
  frame.run.makes(text.length);
  return text;
}

function filtered(text: string, filters: readonly Call[], frame: Frame): Value {
  const { run } = frame;
  let value: Value = text;
  for (const filter of filters) {
    value = run.engine.filter(filter.name, { input: value, passed: passedBy(filter, frame) }, run);
  }
  return value;
}

function executeWith({ bindings, body }: WithBlock, frame: Frame): Completion {
  const { run } = frame;
  const values = bindings.map(({ value }) => run.engine.evaluate(value, frame));
  const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
  for (const [at, { target }] of bindings.entries()) assign(target, values[at] ?? null, inner);
  return run.engine.execute(body, inner);
}

function define(definition: MacroDefinition, frame: Frame): Completion {
  frame.scope.set(definition.name, macroIn(definition.name, definition, { frame, returns: true }));
  return "end";
}

function executeCall({ caller, call }: CallBlock, frame: Frame): Completion {
  const { run } = frame;
  const macro = macroIn("caller", caller, { frame, returns: false });
  if (call.type !== "call") throw new Refusal("A call block needs a call.");
  const callee = run.engine.evaluate(call.callee, frame);
  const passed = passedBy(call, frame);
  const kwargs = new Map([...passed.kwargs, ["caller", macro] as const]);
  frame.output.push(textOf(run.engine.call(callee, { args: passed.args, kwargs }, run), run));
  return "end";
}

function macroIn(
  name: string,
  callable: Callable,
  { frame, returns }: { readonly frame: Frame; readonly returns: boolean },
): MacroValue {
  return {
    type: "macro",
    name,
    callable: () => callable,
    scope: frame.scope,
    returns,
    home: frame.run.macro,
  };
}
