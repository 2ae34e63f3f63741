import { Refusal } from "../refusal.ts";

const SURROGATE = /[\ud800-\udfff]/;

/** The characters of a text as Python counts them; the text itself where each is one UTF-16 code. */
export function characters(text: string): string | readonly string[] {
  return SURROGATE.test(text) ? Array.from(text) : text;
}

/** How many characters a text has for Python. */
export function lengthOf(text: string): number {
  return characters(text).length;
}

/** Bounds of a slice; null where left out. */
export interface Bounds {
  readonly start: bigint | null;
  readonly stop: bigint | null;
  readonly step: bigint | null;
}

/** What a slice takes of a sequence: from which position on, how many, and how far apart. */
export interface Cut {
  readonly first: number;
  readonly count: number;
  readonly stride: number;
}

/** What `[start:stop:step]` takes of a sequence of this length. */
export function cutOf({ start, stop, step }: Bounds, length: number): Cut {
  const stride = clamped(step ?? 1n, length + 1);
  if (stride === 0) throw new Refusal("slice step cannot be zero");
  const [low, high] = stride > 0 ? [0, length] : [-1, length - 1];
  const bound = (value: bigint | null, open: number): number => {
    if (value === null) return open;
    const at = clamped(value, 2 * length + 2);
    return Math.min(Math.max(at < 0 ? at + length : at, low), high);
  };
  const first = bound(start, stride > 0 ? low : high);
  const end = bound(stop, stride > 0 ? high : low);
  return { first, count: Math.max(Math.ceil((end - first) / stride), 0), stride };
}

/** The position that an index means; undefined outside of the sequence. */
export function positionOf(index: bigint, length: number): number | undefined {
  const at = index < 0n ? index + BigInt(length) : index;
  return at >= 0n && at < BigInt(length) ? Number(at) : undefined;
}

function clamped(value: bigint, limit: number): number {
  const bound = BigInt(limit);
  return Number(value > bound ? bound : value < -bound ? -bound : value);
}
