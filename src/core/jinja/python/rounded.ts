import { modulo } from "./integer.ts";

/** Digits that a float is looked at with to see whether it lies in the middle. */
const EXACT = 100;
/** Places before and after the point beyond which a float has none that count. */
const PLACES = 90;

/** Python's `round(value, digits)`: a half goes to the even neighbor. */
export function rounded(value: bigint | number, digits: number): bigint | number {
  if (typeof value === "bigint")
    return digits >= 0 ? value : roundedInteger(value, Math.min(-digits, 10_000));
  if (!Number.isFinite(value) || digits > PLACES) return value;
  if (digits < -PLACES) return 0;
  const unit = digits < 0 ? 10 ** -digits : 1;
  return Math.sign(value) * Number(fixedText(Math.abs(value) / unit, Math.max(digits, 0))) * unit;
}

/** A float that is not negative with so many digits after the point. */
export function fixedText(size: number, digits: number): string {
  if (size >= 1e21) return BigInt(size).toString() + (digits > 0 ? `.${"0".repeat(digits)}` : "");
  const up = size.toFixed(digits);
  const [, fraction = ""] = size.toFixed(EXACT).split(".");
  const last = Number(up.at(-1));
  // Of a half, `toFixed` takes the upper neighbor. Where that is odd, the even one is a digit below.
  return /^50*$/.test(fraction.slice(digits)) && last % 2 === 1 ? up.slice(0, -1) + String(last - 1) : up;
}

function roundedInteger(value: bigint, places: number): bigint {
  const unit = 10n ** BigInt(places);
  const rest = modulo(value, unit);
  const down = value - rest;
  const isUp = rest * 2n > unit || (rest * 2n === unit && modulo(down / unit, 2n) === 1n);
  return isUp ? down + unit : down;
}
