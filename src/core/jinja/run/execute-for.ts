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
  if (items.length === 0) {
    run.engine.execute(statement.otherwise, { ...frame, scope: new Scope(frame.scope) });
    return "end";
  }
  const recurse = statement.recursive
    ? (inner: Value): string => nested(statement, frame, { value: inner, depth: depth + 1 })
    : null;
  const state: LoopState = { items, at: 0, depth, recurse, asked: undefined };
  const loop = loopObject(state, run);
  for (; state.at < items.length; state.at += 1) {
    run.spend(1);
    const scope = new Scope(frame.scope);
    const inner: Frame = { run, scope, output: frame.output };
    assign(statement.target, items[state.at] ?? null, inner);
    scope.set("loop", loop);
    if (run.engine.execute(statement.body, inner) === "break") break;
  }
  return "end";
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
