import { itemsOf } from "../python/iterate.ts";
import { truthOf } from "../python/truth.ts";
import { Scope } from "../scope.ts";
import type { ForStatement } from "../template.ts";
import type { Value } from "../values.ts";
import { assign } from "./assign.ts";
import type { Completion, Frame } from "./engine.ts";
import { loopObject, type LoopState } from "./loop.ts";
import { Output } from "./output.ts";

/** `{% for %}`. Each round has names of its own; what it sets is gone after it. */
export function executeFor(statement: ForStatement, frame: Frame): Completion {
  const { run } = frame;
  const value = run.engine.evaluate(statement.items, frame);
  return walk(statement, frame, { value, depth: 0 });
}

interface Walk {
  readonly value: Value;
  readonly depth: number;
}

function walk(statement: ForStatement, frame: Frame, { value, depth }: Walk): Completion {
  const { run } = frame;
  const items = chosen(statement, itemsOf(value, run), frame);
  const recurse = statement.recursive
    ? (inner: Value): string => nested(statement, frame, { value: inner, depth: depth + 1 })
    : null;
  const state: LoopState = { items, at: 0, depth, recurse, asked: undefined };
  if (walkItems(statement, frame, state)) return "end";
  return run.engine.execute(statement.otherwise, { ...frame, scope: new Scope(frame.scope) });
}

/** Whether any round came to its end. As in Jinja, `else` runs also after rounds that all broke off. */
function walkItems(statement: ForStatement, frame: Frame, state: LoopState): boolean {
  const { run } = frame;
  const loop = loopObject(state, run);
  let ended = false;
  for (; state.at < state.items.length; state.at += 1) {
    run.spend(1);
    const scope = new Scope(frame.scope);
    const inner: Frame = { run, scope, output: frame.output };
    assign(statement.target, state.items[state.at] ?? null, inner);
    scope.set("loop", loop);
    const completion = run.engine.execute(statement.body, inner);
    if (completion === "break") break;
    if (completion === "end") ended = true;
  }
  return ended;
}

/** `loop(items)`: the same loop over other items, as text. */
function nested(statement: ForStatement, frame: Frame, inner: Walk): string {
  const { run } = frame;
  const output = new Output(run.limits.stringLength);
  run.enter();
  walk(statement, { ...frame, output }, inner);
  run.leave();
  const text = output.text();
  run.makes(text.length);
  return text;
}

function chosen({ filter, target }: ForStatement, items: readonly Value[], frame: Frame): readonly Value[] {
  if (filter === null) return items;
  const { run } = frame;
  return items.filter((item) => {
    const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
    assign(target, item, inner);
    return truthOf(run.engine.evaluate(filter, inner), run);
  });
}
