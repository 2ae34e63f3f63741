import { hash } from "node:crypto";
import { COLON, isBlank } from "./bytes.ts";
import type { RawEntry } from "./section-scan.ts";

const DIGEST_LENGTH = 22;
const KEY_LENGTH = '"created_at"'.length;
const ZERO = 0x30;

/** Digests of the entries of one manifest, all of one length, without anything between them. */
export type Digests = string;

/** The single digests. */
export function splitDigests(digests: Digests): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < digests.length; at += DIGEST_LENGTH) found.add(digests.slice(at, at + DIGEST_LENGTH));
  return found;
}

/**
 * Tells whether two entries of a section are the same text. 126 bits of SHA-256: the text comes from whoever opened
 * the pull request, so nobody must be able to make another entry with the digest of one in base.
 * `mark`: one character for the section.
 */
export function digestEntry(bytes: Buffer, mark: string): string {
  return mark + hash("sha256", bytes, "base64").slice(0, DIGEST_LENGTH - 1);
}

/** The entry's text with its own `created_at`, which differs in every run of dbt, set to 0. Overwrites the bytes. */
export function dropCreatedAt({ bytes, createdAt }: Pick<RawEntry, "bytes" | "createdAt">): Buffer {
  const length = numberLength(bytes, createdAt);
  if (length === 0) return bytes;
  const start = numberStart(bytes, createdAt);
  bytes[start] = ZERO;
  bytes.copyWithin(start + 1, start + length);
  return bytes.subarray(0, bytes.length - length + 1);
}

/** How many bytes the number takes that belongs to the key `created_at` at this place; 0 where there is none. */
export function numberLength(bytes: Buffer, createdAt: number): number {
  if (createdAt < 0) return 0;
  const start = numberStart(bytes, createdAt);
  let end = start;
  while (isNumeric(bytes[end] ?? 0)) end += 1;
  return end - start;
}

/** Where the value of the key at this place begins. A place without a key and a colon gives one without a number. */
function numberStart(bytes: Buffer, createdAt: number): number {
  const colon = skipBlanks(bytes, createdAt + KEY_LENGTH);
  return bytes[colon] === COLON ? skipBlanks(bytes, colon + 1) : bytes.length;
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

/** Digits, `+`, `-`, `.`, `e` and `E`. */
function isNumeric(byte: number): boolean {
  return (byte >= ZERO && byte <= 0x39) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].includes(byte);
}
