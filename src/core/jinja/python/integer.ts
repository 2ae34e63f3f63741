import { Refusal } from "../refusal.ts";

/** Integers stay below 2 to this power, so that each step on them is short. */
const BITS = 16_384n;
const LIMIT = 1n << BITS;

/** Refuses an integer that is too large. */
export function bounded(value: bigint): bigint {
  if (value >= LIMIT || value <= -LIMIT) throw tooLarge();
  return value;
}

/** `base ** exponent` for an exponent that is not negative. */
export function powerOf(base: bigint, exponent: bigint): bigint {
  const size = base < 0n ? -base : base;
  if (size > 1n && BigInt(size.toString(2).length - 1) * exponent > BITS) throw tooLarge();
  return bounded(size > 1n || exponent < 2n ? base ** exponent : base ** (exponent % 2n === 0n ? 2n : 1n));
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
