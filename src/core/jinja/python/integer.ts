import { Refusal } from "../refusal.ts";

/** Integers stay below 2 to this power, so that each step on them is short. */
const BITS = 2_048n;
const LIMIT = 1n << BITS;

/** Refuses an integer that is too large. */
export function bounded(value: bigint): bigint {
  if (value >= LIMIT || value <= -LIMIT) throw tooLarge();
  return value;
}

/** `base ** exponent` for an exponent that is not negative. */
export function powerOf(base: bigint, exponent: bigint): bigint {
  const isSmall = base >= -1n && base <= 1n;
  if (!isSmall && exponent > BITS) throw tooLarge();
  // A small base repeats itself: only whether the exponent is odd, or zero, makes a difference.
  let rest = isSmall && exponent > 2n ? 2n - (exponent % 2n) : exponent;
  let [result, square] = [1n, base];
  while (rest > 0n) {
    if (rest % 2n === 1n) result = bounded(result * square);
    rest /= 2n;
    if (rest > 0n) square = bounded(square * square);
  }
  return result;
}

/** Division that rounds down, as Python's `//`. */
export function floorDivided(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** A remainder with the sign of the divisor, as Python's `%`. */
export function modulo(left: bigint, right: bigint): bigint {
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

function tooLarge(): Refusal {
  return new Refusal(`An integer has more than ${BITS} bits.`);
}
