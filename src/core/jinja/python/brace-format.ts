import { Refusal } from "../refusal.ts";
import type { Passed } from "../builtins/given.ts";
import { Output } from "../run/output.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import { formatted } from "./format-spec.ts";
import { reprOf, textOf } from "./text.ts";

const FIRST = /^[^.[]*/;
const STEP = /\.([^.[]+)|\[([^\]]+)\]/y;
const INDEX = /^\d{1,9}$/;

interface Formatting {
  readonly passed: Passed;
  readonly run: Rendering;
  /** The next value of `{}`. */
  automatic: number;
}

/** Python's `str.format`: `{}`, `{0}`, `{name}`, `{a.b[c]}`, `!r`, and a format after the colon. */
export function braceFormat(format: string, passed: Passed, run: Rendering): string {
  run.spend(format.length / 16);
  const text = expand(format, { passed, run, automatic: 0 }, 2);
  run.makes(text.length);
  return text;
}

/** `levels`: fields may stand in the format of a field, but not in theirs. */
function expand(format: string, formatting: Formatting, levels: number): string {
  const output = new Output(formatting.run.limits.stringLength);
  let at = 0;
  while (at < format.length) {
    const brace = nextBrace(format, at);
    output.push(format.slice(at, brace));
    if (brace >= format.length) break;
    if (format[brace + 1] === format[brace]) {
      output.push(format.charAt(brace));
      at = brace + 2;
      continue;
    }
    if (format[brace] === "}") throw new Refusal("Single '}' encountered in format string");
    const end = closing(format, brace);
    output.push(field(format.slice(brace + 1, end), formatting, levels));
    at = end + 1;
  }
  return output.text();
}

function nextBrace(format: string, from: number): number {
  let at = from;
  while (at < format.length && format[at] !== "{" && format[at] !== "}") at += 1;
  return at;
}

function closing(format: string, open: number): number {
  let depth = 0;
  for (let at = open; at < format.length; at += 1) {
    if (format[at] === "{") depth += 1;
    else if (format[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Refusal("expected '}' before end of string");
}

function field(written: string, formatting: Formatting, levels: number): string {
  if (levels === 0) throw new Refusal("Max string recursion exceeded");
  const [, path = "", conversion = "", spec = ""] = /^([^!:]*)(?:!(.))?(?::([^]*))?$/.exec(written) ?? [];
  const value = converted(valueAt(path, formatting), conversion, formatting.run);
  return formatted(value, spec.includes("{") ? expand(spec, formatting, levels - 1) : spec, formatting.run);
}

function converted(value: Value, conversion: string, run: Rendering): Value {
  if (conversion === "") return value;
  if (conversion === "s") return textOf(value, run);
  if (conversion === "r" || conversion === "a") return reprOf(value, run);
  throw new Refusal(`Unknown conversion specifier '${conversion}'`);
}

function valueAt(path: string, formatting: Formatting): Value {
  const [first = ""] = FIRST.exec(path) ?? [];
  let value = argument(first, formatting);
  STEP.lastIndex = first.length;
  while (STEP.lastIndex < path.length) {
    const step = STEP.exec(path);
    if (step === null) throw new Refusal("A field of a format is not well formed.");
    const after = STEP.lastIndex;
    const key = step[1] ?? step[2] ?? "";
    value = formatting.run.engine.item(value, INDEX.test(key) ? BigInt(key) : key, formatting.run);
    STEP.lastIndex = after;
  }
  return value;
}

function argument(name: string, formatting: Formatting): Value {
  const { args, kwargs } = formatting.passed;
  const automatic = name === "";
  const index = automatic ? formatting.automatic : Number(INDEX.test(name) ? name : Number.NaN);
  if (automatic) formatting.automatic += 1;
  const value = Number.isNaN(index) ? kwargs.get(name) : args[index];
  if (value !== undefined) return value;
  throw new Refusal(
    Number.isNaN(index) ? `KeyError: '${name}'` : "Replacement index out of range for positional args tuple",
  );
}
