import { Refusal } from "../refusal.ts";
import { floatText } from "./float-text.ts";
import { fixedText } from "./rounded.ts";

/** Digits after the point that are printed at most; far beyond what a float holds. */
const PRECISION = 100;

/** How a number is to be printed: Python's presentation types. */
export interface NumberStyle {
  readonly kind: string;
  readonly precision: number | null;
  /** `#`: with the prefix of the base, or with a point. */
  readonly alternate: boolean;
}

/** An integer without its sign in base `d`, `x`, `X`, `o`, `b`, or as a character `c`; null for another kind. */
export function integerDigits(value: bigint, { kind, alternate }: NumberStyle): string | null {
  const size = value < 0n ? -value : value;
  const prefix = alternate && "xXob".includes(kind) ? `0${kind}` : "";
  switch (kind) {
    case "d":
      return size.toString();
    case "x":
      return prefix + size.toString(16);
    case "X":
      return prefix + size.toString(16).toUpperCase();
    case "o":
      return prefix + size.toString(8);
    case "b":
      return prefix + size.toString(2);
    case "c":
      return characterOf(value);
    default:
      return null;
  }
}

/** The character of a code, for `%c`. */
export function characterOf(code: bigint): string {
  if (code < 0n || code > 0x10ffffn) throw new Refusal("%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(code));
}

/** A float without its sign in notation `f`, `e`, `g` or `%`, or their upper case; null for another kind. */
export function floatDigits(value: number, { kind, precision }: NumberStyle): string | null {
  const size = Math.abs(value);
  if (precision !== null && precision > PRECISION) {
    throw new Refusal(`A number would have more than ${PRECISION} digits after its point.`);
  }
  if (!Number.isFinite(size) && "fFeEgG%".includes(kind)) return cased(floatText(size), kind);
  switch (kind.toLowerCase()) {
    case "f":
      return cased(fixedText(size, precision ?? 6), kind);
    case "e":
      return cased(exponential(size, precision ?? 6), kind);
    case "g":
      return cased(general(size, precision ?? 6), kind);
    case "%":
      return `${fixedText(size * 100, precision ?? 6)}%`;
    default:
      return null;
  }
}

function cased(text: string, kind: string): string {
  return kind === kind.toUpperCase() ? text.toUpperCase() : text;
}

function exponential(size: number, precision: number): string {
  return size.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
}

function general(size: number, precision: number): string {
  const digits = Math.max(precision, 1);
  const exponent = size === 0 ? 0 : Number(size.toExponential(digits - 1).split("e")[1] ?? 0);
  if (exponent < -4 || exponent >= digits) {
    return exponential(size, digits - 1).replace(/\.?0*e/, "e");
  }
  const text = fixedText(size, digits - 1 - exponent);
  return text.includes(".") ? text.replace(/\.?0*$/, "") : text;
}
