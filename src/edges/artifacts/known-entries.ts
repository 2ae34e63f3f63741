import { OPEN_LIST, OPEN_OBJECT } from "./bytes.ts";
import { createdAtBehind, numberLength } from "./created-at.ts";
import type { RawEntry } from "./section-scan.ts";

/** Numbers that are remembered of an entry, see {@link KnownEntries}. */
const FIELDS = 5;

/** What is remembered of a manifest beside its bytes, ready to be kept. */
export interface Memory {
  readonly names: readonly string[];
  readonly places: Uint32Array;
}

/**
 * The entries of a base: tells whether one of head is the same text, apart from its own `created_at`, which differs in
 * every run of dbt. Such an entry need not be read, nor its end looked for: no JSON object or list is the beginning of
 * another, so where its text stands, it ends.
 */
export class KnownEntries {
  readonly #names: string[];
  /** For each name: the piece in which its value stands, where and how long, and the same of its `created_at`. */
  readonly #places: number[];
  readonly #index = new Map<string, number>();
  readonly #pieces: Uint8Array[];

  constructor(memory: Memory = { names: [], places: new Uint32Array() }, pieces: readonly Uint8Array[] = []) {
    this.#names = [...memory.names];
    this.#places = [...memory.places];
    this.#pieces = [...pieces];
    for (const [index, name] of memory.names.entries()) this.#index.set(name, index * FIELDS);
  }

  get memory(): Memory {
    return { names: this.#names, places: Uint32Array.from(this.#places) };
  }

  /** Remembers an entry whose value will stand at this place of the next piece. */
  note({ section, key, bytes, valueAt, createdAt }: RawEntry, at: number): void {
    const first = bytes[valueAt];
    if (key === "" || (first !== OPEN_OBJECT && first !== OPEN_LIST)) return;
    const length = bytes.length - valueAt;
    const number = createdAtBehind(bytes, createdAt);
    const name = nameOf(section, key);
    this.#names.push(name);
    this.#index.set(name, this.#places.length);
    const own = number === null ? [length, 0] : [number.at - valueAt, number.length];
    this.#places.push(this.#pieces.length, at, length, ...own);
  }

  /** Adds the piece in which the values that were noted since the last one stand. */
  addPiece(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
  }

  /** The length in bytes of an entry, key included, where it is the same; else 0. `bytes` end at its end or anywhere behind it. */
  sameLength({ section, key, bytes, valueAt }: Omit<RawEntry, "createdAt">): number {
    const index = this.#index.get(nameOf(section, key));
    if (index === undefined) return 0;
    const [piece = 0, at = 0, length = 0, before = 0, dropped = 0] = this.#places.slice(
      index,
      index + FIELDS,
    );
    const known = this.#pieces[piece];
    if (known === undefined) return 0;
    const numberAt = valueAt + before;
    const behind = numberAt + (dropped === 0 ? 0 : numberLength(bytes, numberAt));
    const end = behind + length - before - dropped;
    const isSame =
      end <= bytes.length &&
      (dropped === 0) === (behind === numberAt) &&
      bytes.compare(known, at, at + before, valueAt, numberAt) === 0 &&
      bytes.compare(known, at + before + dropped, at + length, behind, end) === 0;
    return isSame ? end : 0;
  }
}

function nameOf(section: string, key: string): string {
  return `${section} ${key}`;
}
