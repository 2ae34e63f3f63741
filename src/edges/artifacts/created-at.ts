import { COLON, isBlank } from "./bytes.ts";

const KEY_LENGTH = '"created_at"'.length;
const NUMERIC: ReadonlySet<number> = new Set(Buffer.from("0123456789+-.eE"));

/** Where the number of a `created_at` stands. */
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

/** How many bytes the number at this place takes; 0 where there is none. */
export function numberLength(bytes: Buffer, at: number): number {
  let end = at;
  while (NUMERIC.has(bytes[end] ?? 0)) end += 1;
  return end - at;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}
