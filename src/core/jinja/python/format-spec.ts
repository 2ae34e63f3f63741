import { Refusal } from "../refusal.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import { asNumber } from "./convert.ts";
import { floatText } from "./float-text.ts";
import { is, numberOf } from "./kinds.ts";
import { floatDigits, integerDigits, type NumberStyle } from "./number-format.ts";
import { lengthOf } from "./sequence.ts";
import { textOf } from "./text.ts";

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d*)([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

interface Spec {
  readonly fill: string;
  /** Empty: texts stand left, numbers right. */
  readonly align: string;
  readonly sign: string;
  readonly width: number;
  readonly group: string;
  readonly style: NumberStyle;
}

/** Python's `format(value, spec)`: fill, alignment, sign, width, grouping, precision and type. */
export function formatted(value: Value, written: string, run: Rendering): string {
  if (written === "") return textOf(value, run);
  const spec = specIn(written);
  run.makes(spec.width);
  const { kind, precision } = spec.style;
  const number = numberOf(value);
  if (number === null && (kind === "" || kind === "s" || is(value, "unknown"))) {
    return laidOut({ sign: "", digits: shortened(textOf(value, run), precision) }, spec, "<");
  }
  const amount = number ?? asNumber(value);
  const digits = grouped(digitsOf(amount, spec.style), spec.group);
  return laidOut({ sign: amount < 0 ? "-" : spec.sign.replace("-", ""), digits }, spec, ">");
}

function specIn(written: string): Spec {
  const match = SPEC.exec(written);
  if (match === null) throw new Refusal("Invalid format specifier");
  const [, fill, align, sign = "", alternate, zero, width, group = "", precision, kind = ""] = match;
  return {
    fill: fill ?? zero ?? " ",
    align: align ?? (zero === undefined ? "" : "="),
    sign,
    width: Number(width),
    group,
    style: {
      kind,
      precision: precision === undefined ? null : Number(precision),
      alternate: alternate !== undefined,
    },
  };
}

function digitsOf(number: bigint | number, style: NumberStyle): string {
  if (style.kind === "" && style.precision === null) {
    return typeof number === "bigint"
      ? (number < 0n ? -number : number).toString()
      : floatText(Math.abs(number));
  }
  const kind = style.kind === "" ? "g" : style.kind === "n" ? "d" : style.kind;
  const digits =
    (typeof number === "bigint" ? integerDigits(number, { ...style, kind }) : null) ??
    floatDigits(Number(number), { ...style, kind });
  if (digits === null) throw new Refusal(`Unknown format code '${kind}'`);
  return digits;
}

function grouped(digits: string, separator: string): string {
  if (separator === "") return digits;
  const whole = /^\d*/.exec(digits)?.[0] ?? "";
  const parts: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) parts.unshift(whole.slice(Math.max(end - 3, 0), end));
  return parts.join(separator) + digits.slice(whole.length);
}

function shortened(text: string, precision: number | null): string {
  return precision === null ? text : Array.from(text).slice(0, precision).join("");
}

function laidOut(
  { sign, digits }: { readonly sign: string; readonly digits: string },
  { fill, align, width }: Spec,
  usual: string,
): string {
  const missing = Math.max(width - sign.length - lengthOf(digits), 0);
  const side = align === "" ? usual : align;
  if (side === "=") return sign + fill.repeat(missing) + digits;
  if (side === "<") return sign + digits + fill.repeat(missing);
  const left = side === "^" ? Math.floor(missing / 2) : missing;
  return fill.repeat(left) + sign + digits + fill.repeat(missing - left);
}
