import { isDelimiter } from "./bytes.ts";
import { digestEntry, dropCreatedAt, numberLength, type Digests } from "./entry-digest.ts";
import type { RawEntry } from "./section-scan.ts";

/** What an entry looked like in the manifest that was read before. */
interface Layout {
  /** Bytes of key and value, without the number of `created_at`. */
  readonly length: number;
  readonly createdAt: number;
}

/** What is remembered of a manifest that was read on its own. */
export interface Memory {
  readonly layouts: readonly (readonly [string, Layout])[];
  readonly digests: Digests;
}

/** An entry that need not be scanned. */
export interface Leap {
  readonly length: number;
  readonly digest: string;
}

/**
 * Leaps over entries that the manifest read before had too: instead of looking for the end of such an entry, its length
 * is taken from there, and the digest of that many bytes tells whether it is the same. Whatever does not fit is
 * scanned as usual, so a wrong guess costs time and nothing else.
 */
export class Leaper {
  readonly #layouts = new Map<string, Layout>();
  /** Those of the manifest that was last read on its own; empty before there is one. */
  digests: Digests = "";
  #scratch = Buffer.alloc(0);

  /** Remembers an entry whose `created_at` was dropped. */
  note({ section, key, bytes, createdAt }: Omit<RawEntry, "valueAt">): void {
    this.#layouts.set(`${section} ${key}`, {
      length: bytes.length - numberLength(bytes, createdAt),
      createdAt,
    });
  }

  /** What is remembered, for another thread. */
  get memory(): Memory {
    return { layouts: [...this.#layouts], digests: this.digests };
  }

  /** Remembers what another thread did. */
  recall({ layouts, digests }: Memory): void {
    for (const [key, layout] of layouts) this.#layouts.set(key, layout);
    this.digests = digests;
  }

  /** `raw.bytes` begin with the entry and end anywhere behind it. `mark`: see {@link digestEntry}. */
  leap({ section, key, bytes }: Omit<RawEntry, "valueAt" | "createdAt">, mark: string): Leap | null {
    const layout = this.#layouts.get(`${section} ${key}`);
    if (layout === undefined) return null;
    const length = layout.length + numberLength(bytes, layout.createdAt);
    if (length >= bytes.length || !isDelimiter(bytes[length] ?? 0)) return null;
    const entry = dropCreatedAt({ bytes: this.#copy(bytes, length), createdAt: layout.createdAt });
    return { length, digest: digestEntry(entry, mark) };
  }

  /** Dropping the number moves bytes, which would spoil the file's own if the guess is wrong. */
  #copy(bytes: Buffer, length: number): Buffer {
    if (this.#scratch.length < length) this.#scratch = Buffer.allocUnsafeSlow(length * 2);
    bytes.copy(this.#scratch, 0, 0, length);
    return this.#scratch.subarray(0, length);
  }
}
