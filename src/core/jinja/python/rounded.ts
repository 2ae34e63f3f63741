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
  if (digits >= 0)
    return Math.abs(value) < 1e21 ? Math.sign(value) * roundedSize(Math.abs(value), digits) : value;
  if (digits < -PLACES) return 0;
  const unit = 10 ** -digits;
  return Math.sign(value) * roundedSize(Math.abs(value) / unit, 0) * unit;
}

/** `toFixed` takes the upper neighbor of a half. */
function roundedSize(size: number, digits: number): number {
  const up = size.toFixed(digits);
  const [, fraction = ""] = size.toFixed(EXACT).split(".");
  const isHalf = /^50*$/.test(fraction.slice(digits));
  if (!isHalf || Number(up.at(-1)) % 2 === 0) return Number(up);
  return Number((Number(up) - 10 ** -digits).toFixed(digits));
}

function roundedInteger(value: bigint, places: number): bigint {
  const unit = 10n ** BigInt(places);
  const rest = modulo(value, unit);
  const down = value - rest;
  const isUp = rest * 2n > unit || (rest * 2n === unit && modulo(down / unit, 2n) === 1n);
  return isUp ? down + unit : down;
}
