import { COLON, isBlank } from "./bytes.ts";

const KEY_LENGTH = '"created_at"'.length;

/** Digits, signs, point and exponent. */
function isNumeric(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x65 ||
    byte === 0x45
  );
}

/** Where in an entry the number of its own `created_at` stands; at the end, with no length, where it has none. */
export interface CreatedAt {
  readonly at: number;
  readonly length: number;
}

/** The number that belongs to the key `created_at` at this place; null where there is none. */
export function createdAtBehind(bytes: Buffer, key: number): CreatedAt | null {
  if (key < 0) return null;
  const colon = skipBlanks(bytes, key + KEY_LENGTH);
  if (bytes[colon] !== COLON) return null;
  const at = skipBlanks(bytes, colon + 1);
  const length = numberLength(bytes, at);
  return length === 0 ? null : { at, length };
}

/** Of an entry of this length that has none. */
export function noCreatedAt(length: number): CreatedAt {
  return { at: length, length: 0 };
}

/** How many bytes the number at this place takes; 0 where there is none. */
export function numberLength(bytes: Buffer, at: number): number {
  let end = at;
  while (isNumeric(bytes[end] ?? 0)) end += 1;
  return end - at;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}
