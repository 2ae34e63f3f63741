import { Refusal } from "../refusal.ts";
import { UnknownOperand } from "../run/signals.ts";
import type { Value } from "../values.ts";
import { is, numberOf } from "./kinds.ts";
import { typeName } from "./type-name.ts";

const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const FLOAT = /^\s*[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?\s*$/;
const WORDS = /^\s*([+-]?)(?:(inf(?:inity)?)|nan)\s*$/i;

/** Numbers of more characters than this are not read from text. */
const LONGEST = 1_000;

/** A number for a builtin that needs one; what is unknown makes its result unknown. */
export function asNumber(value: Value): bigint | number {
  const number = numberOf(value);
  if (number !== null) return number;
  if (is(value, "unknown")) throw new UnknownOperand(value);
  if (is(value, "undefined")) throw new Refusal(value.why);
  throw new Refusal(`A number was expected, not '${typeName(value)}'.`);
}

/** An integer for a builtin that needs one. */
export function asInteger(value: Value): bigint {
  const number = asNumber(value);
  if (typeof number === "bigint") return number;
  throw new Refusal(`'float' object cannot be interpreted as an integer`);
}

/** The integer that Python's `int(text)` reads, or null. */
export function integerIn(text: string, base: number): bigint | null {
  if (text.length > LONGEST) return null;
  if (base === 10)
    return INTEGER.test(text) ? BigInt(text.trim().replaceAll("_", "").replace("+", "")) : null;
  return integerInBase(text.trim().toLowerCase().replaceAll("_", ""), base);
}

function integerInBase(text: string, base: number): bigint | null {
  const negative = text.startsWith("-");
  const prefixes: Readonly<Record<number, string>> = { 2: "0b", 8: "0o", 16: "0x" };
  const prefix = prefixes[base] ?? "";
  const unsigned = text.replace(/^[+-]/, "");
  const digits = prefix !== "" && unsigned.startsWith(prefix) ? unsigned.slice(2) : unsigned;
  if (digits === "" || base < 2 || base > 36) return null;
  let value = 0n;
  for (const digit of digits) {
    const number = Number.parseInt(digit, base);
    if (Number.isNaN(number)) return null;
    value = value * BigInt(base) + BigInt(number);
  }
  return negative ? -value : value;
}

/** The float that Python's `float(text)` reads, or null. */
export function floatIn(text: string): number | null {
  if (text.length > LONGEST) return null;
  if (FLOAT.test(text)) return Number(text.trim().replaceAll("_", ""));
  const word = WORDS.exec(text);
  if (word === null) return null;
  if (word[2] === undefined) return Number.NaN;
  return word[1] === "-" ? -Infinity : Infinity;
}
