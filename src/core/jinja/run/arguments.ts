import type { Passed } from "../builtins/given.ts";
import { itemsOf } from "../python/iterate.ts";
import { is } from "../python/kinds.ts";
import { typeName } from "../python/type-name.ts";
import { Refusal } from "../refusal.ts";
import type { Arguments, Expr } from "../template.ts";
import type { Value } from "../values.ts";
import type { Frame } from "./engine.ts";

const NO_KWARGS: ReadonlyMap<string, Value> = new Map();
const NO_ARGS: readonly Value[] = [];

/** The values of a call's arguments. */
export function passedBy(passing: Arguments, frame: Frame): Passed {
  const args = positional(passing, frame);
  const { kwargs, named } = passing;
  if (kwargs.length === 0 && named === null) return { args, kwargs: NO_KWARGS };
  const byName = new Map<string, Value>();
  for (const { name, value } of kwargs) byName.set(name, frame.run.engine.evaluate(value, frame));
  if (named !== null) addNamed(byName, named, frame);
  return { args, kwargs: byName };
}

function positional({ args, rest }: Arguments, frame: Frame): readonly Value[] {
  if (args.length === 0 && rest === null) return NO_ARGS;
  const { run } = frame;
  const values = args.map((arg) => run.engine.evaluate(arg, frame));
  return rest === null ? values : [...values, ...itemsOf(run.engine.evaluate(rest, frame), run)];
}

/** `**named`: the entries of a dict, or of a mapping of the host. */
function addNamed(byName: Map<string, Value>, named: Expr, frame: Frame): void {
  const { run } = frame;
  const value = run.engine.evaluate(named, frame);
  const mapping = is(value, "dict") || (is(value, "host") && value.mapping === true) || is(value, "unknown");
  if (!mapping) throw new Refusal(`argument after ** must be a mapping, not ${typeName(value)}`);
  for (const key of itemsOf(value, run)) {
    if (typeof key !== "string") throw new Refusal("keywords must be strings");
    if (byName.has(key)) throw new Refusal(`got multiple values for keyword argument '${key}'`);
    byName.set(key, run.engine.item(value, key, run));
  }
}
