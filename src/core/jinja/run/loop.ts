import type { Passed } from "../builtins/given.ts";
import { equals } from "../python/equal.ts";
import { Refusal } from "../refusal.ts";
import type { Rendering } from "./rendering.ts";
import { functionOf, tupleOf, type HostObject, type Value } from "../values.ts";

/** What a loop knows while it runs. The items may grow while they are walked through. */
export interface LoopState {
  readonly items: readonly Value[];
  /** From 0. */
  at: number;
  /** How many loops of the same statement it stands in, from 0. */
  readonly depth: number;
  /** What `loop(items)` does; null where the loop is not recursive. */
  readonly recurse: ((items: Value) => Value) | null;
  /** What `loop.changed` was asked last. */
  asked: Value | undefined;
}

type Read = (state: LoopState, run: Rendering) => Value;

const ATTRIBUTES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["index", ({ at }) => BigInt(at + 1)],
  ["index0", ({ at }) => BigInt(at)],
  ["revindex", ({ at, items }) => BigInt(items.length - at)],
  ["revindex0", ({ at, items }) => BigInt(items.length - at - 1)],
  ["first", ({ at }) => at === 0],
  ["last", ({ at, items }) => at === items.length - 1],
  ["length", ({ items }) => BigInt(items.length)],
  ["depth", ({ depth }) => BigInt(depth + 1)],
  ["depth0", ({ depth }) => BigInt(depth)],
  ["previtem", ({ at, items }) => neighbor(items[at - 1], "there is no previous item")],
  ["nextitem", ({ at, items }) => neighbor(items[at + 1], "there is no next item")],
  ["cycle", (state) => functionOf("cycle", (args) => cycled(state, args))],
  ["changed", (state, run) => functionOf("changed", (args) => changed(state, args, run))],
]);

/** The variable `loop`. */
export function loopObject(state: LoopState, run: Rendering): HostObject {
  return {
    type: "host",
    className: "LoopContext",
    attribute: (name) => ATTRIBUTES.get(name)?.(state, run),
    text: () => `<LoopContext ${state.at + 1}/${state.items.length}>`,
    call: (args) => recursed(state, { args, kwargs: new Map() }),
  };
}

function neighbor(item: Value | undefined, why: string): Value {
  return item === undefined ? { type: "undefined", why } : item;
}

function cycled({ at }: LoopState, args: readonly Value[]): Value {
  if (args.length === 0) throw new Refusal("no items for cycling given");
  return args[at % args.length] ?? null;
}

function changed(state: LoopState, args: readonly Value[], run: Rendering): boolean {
  const asked = tupleOf(args);
  const same = state.asked !== undefined && equals(state.asked, asked, run);
  state.asked = asked;
  return !same;
}

function recursed({ recurse }: LoopState, { args }: Passed): Value {
  const [items] = args;
  if (recurse === null || items === undefined) {
    throw new Refusal("The loop must have the 'recursive' marker to be called recursively.");
  }
  return recurse(items);
}
