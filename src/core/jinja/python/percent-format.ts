import { Refusal } from "../refusal.ts";
import { Output } from "../run/output.ts";
import type { Rendering } from "../run/rendering.ts";
import { tupleOf, type Value } from "../values.ts";
import { asNumber } from "./convert.ts";
import { is } from "./kinds.ts";
import { characterOf, floatDigits, integerDigits } from "./number-format.ts";
import { reprOf, textOf } from "./text.ts";

/** `%(name)-08.3f`, from the character after the `%`. */
const SPEC = /(?:\(([^()]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([a-zA-Z%])/y;

interface Spec {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly kind: string;
}

/** Where the values of a format come from: one after the other, or by name. */
interface Values {
  readonly next: () => Value;
  readonly named: (name: string) => Value;
  readonly done: () => boolean;
}

/** `format % values`, Python's formatting with `%s` and its like. */
export function percentFormat(format: string, operand: Value, run: Rendering): string {
  const values = valuesOf(operand);
  const output = new Output(run.limits.stringLength);
  let at = 0;
  for (let percent = format.indexOf("%"); percent >= 0; percent = format.indexOf("%", at)) {
    output.push(format.slice(at, percent));
    SPEC.lastIndex = percent + 1;
    const match = SPEC.exec(format);
    if (match === null) throw new Refusal("incomplete format");
    output.push(formatted(match, values, run));
    at = SPEC.lastIndex;
  }
  if (!values.done()) throw new Refusal("not all arguments converted during string formatting");
  output.push(format.slice(at));
  const text = output.text();
  run.makes(text.length);
  return text;
}

function formatted(match: RegExpExecArray, values: Values, run: Rendering): string {
  const [, name, flags = "", width = "", precision, kind = ""] = match;
  if (kind === "%") return "%";
  const spec: Spec = {
    flags,
    width: sizeOf(width, values, run),
    precision: match[0].includes(".") ? sizeOf(precision ?? "", values, run) : null,
    kind,
  };
  const value = name === undefined ? values.next() : values.named(name);
  return "srac".includes(kind) || is(value, "unknown")
    ? paddedText(value, spec, run)
    : paddedNumber(value, spec);
}

function sizeOf(written: string, values: Values, run: Rendering): number {
  const size = written === "*" ? Number(asNumber(values.next())) : Number(written);
  run.makes(size);
  return size;
}

function paddedText(value: Value, { kind, flags, width, precision }: Spec, run: Rendering): string {
  const character = kind === "c" && typeof value === "bigint";
  const whole = character
    ? characterOf(value)
    : kind === "s" || kind === "c"
      ? textOf(value, run)
      : reprOf(value, run);
  const text = precision === null ? whole : whole.slice(0, precision);
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function paddedNumber(value: Value, spec: Spec): string {
  const number = asNumber(value);
  const digits = digitsOf(number, spec);
  const { flags, width } = spec;
  const sign =
    number < 0 || Object.is(number, -0) ? "-" : (/[+ ]/.exec(flags.replace(/ (?=.*\+)/, ""))?.[0] ?? "");
  if (flags.includes("-")) return (sign + digits).padEnd(width);
  if (flags.includes("0")) return sign + digits.padStart(width - sign.length, "0");
  return (sign + digits).padStart(width);
}

function digitsOf(number: bigint | number, { kind, flags, precision }: Spec): string {
  const style = {
    kind: kind === "i" || kind === "u" ? "d" : kind,
    precision,
    alternate: flags.includes("#"),
  };
  if ("dxXo".includes(style.kind)) {
    const digits = integerDigits(typeof number === "bigint" ? number : truncated(number), style);
    if (digits !== null) return digits.padStart(precision ?? 0, "0");
  }
  const digits = floatDigits(Number(number), style);
  if (digits === null) throw new Refusal(`unsupported format character '${kind}'`);
  return digits;
}

function truncated(number: number): bigint {
  if (!Number.isFinite(number)) throw new Refusal("cannot convert float infinity or NaN to integer");
  return BigInt(Math.trunc(number));
}

function valuesOf(operand: Value): Values {
  const { items } = is(operand, "tuple") ? operand : tupleOf([operand]);
  const dict = is(operand, "dict") ? operand : null;
  let taken = 0;
  return {
    next: () => {
      const value = items[taken];
      if (value === undefined) throw new Refusal("not enough arguments for format string");
      taken += 1;
      return value;
    },
    named: (name) => {
      const value = dict?.get(name);
      if (value === undefined)
        throw new Refusal(dict === null ? "format requires a mapping" : `KeyError: '${name}'`);
      return value;
    },
    // Python counts the values of what can be indexed only if that is a tuple.
    done: () => dict !== null || is(operand, "list") || taken >= items.length,
  };
}
