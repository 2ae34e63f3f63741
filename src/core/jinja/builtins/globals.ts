import { Dict } from "../dict.ts";
import { asInteger } from "../python/convert.ts";
import { rangeOf } from "../python/range.ts";
import { textOf } from "../python/text.ts";
import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import { MacroReturn } from "../run/signals.ts";
import { functionOf, type HostObject, type Value } from "../values.ts";
import { applicable } from "./apply.ts";
import { builtin, type Builtins } from "./builtin.ts";
import { fill } from "./dict-methods.ts";
import type { Given } from "./given.ts";

/** The functions that Jinja and dbt give to every template, below whatever the host knows by these names. */
const GLOBALS: Builtins = new Map([
  ["cycler", builtin("...", cycler)],
  ["dict", builtin("...", newDict)],
  ["joiner", builtin("sep", joiner)],
  ["namespace", builtin("...", namespace)],
  ["range", builtin("...", range)],
  ["return", builtin("data", returned)],
]);

/** The function of a name, or undefined. */
export function globalOf(name: string, run: Rendering): Value | undefined {
  const global = GLOBALS.get(name);
  return global === undefined ? undefined : applicable({ name, builtin: global, input: null }, run);
}

function range({ rest, run }: Given): Value {
  const [first, second, third, ...more] = rest.args;
  if (first === undefined || more.length > 0) throw new Refusal("range expected 1 to 3 arguments");
  const step = third === undefined ? 1n : asInteger(third);
  if (second === undefined) return rangeOf({ start: 0n, stop: asInteger(first), step }, run.limits);
  return rangeOf({ start: asInteger(first), stop: asInteger(second), step }, run.limits);
}

function newDict(given: Given): Value {
  const dict = new Dict();
  fill(dict, given);
  return dict;
}

function namespace(given: Given): Value {
  const dict = new Dict();
  fill(dict, given);
  const attributes = new Map<string, Value>();
  for (const [key, value] of dict.entries()) if (typeof key === "string") attributes.set(key, value);
  return { type: "namespace", attributes };
}

function returned(given: Given): never {
  throw new MacroReturn(given.value("data", null));
}

function joiner(given: Given): Value {
  const separator = given.text("sep", ", ");
  let used = false;
  return functionOf("joiner", () => {
    const text = used ? separator : "";
    used = true;
    return text;
  });
}

function cycler({ rest, run }: Given): HostObject {
  const items = rest.args;
  if (items.length === 0) throw new Refusal("at least one item has to be provided");
  let at = 0;
  const current = (): Value => items[at] ?? null;
  const next = functionOf("next", () => {
    const value = current();
    at = (at + 1) % items.length;
    return value;
  });
  const reset = functionOf("reset", () => {
    at = 0;
    return null;
  });
  return {
    type: "host",
    className: "Cycler",
    text: () => `<Cycler ${items.map((item) => textOf(item, run)).join(", ")}>`,
    attribute: (name) => {
      if (name === "next") return next;
      if (name === "reset") return reset;
      return name === "current" ? current() : undefined;
    },
  };
}
