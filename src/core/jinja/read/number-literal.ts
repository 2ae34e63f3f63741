import { Refusal } from "../refusal.ts";

/** Far beyond any number in a template; reading longer ones costs more than time linear in their length. */
const DIGITS = 600;

/** The value of an integer as written: decimal, `0x`, `0o` or `0b`, with underscores. */
export function integerOf(written: string): bigint {
  if (written.length > DIGITS) throw new Refusal(`A number has more than ${DIGITS} digits.`);
  return BigInt(written.replaceAll("_", ""));
}

/** The value of a float as written. */
export function floatOf(written: string): number {
  if (written.length > DIGITS) throw new Refusal(`A number has more than ${DIGITS} digits.`);
  return Number(written.replaceAll("_", ""));
}
