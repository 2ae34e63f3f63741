import { OPEN_LIST, OPEN_OBJECT } from "./bytes.ts";
import { createdAtBehind, numberLength } from "./created-at.ts";
import type { RawEntry } from "./section-scan.ts";

/** Where the value of an entry stands in the content. */
interface Place {
  readonly section: string;
  /** By which the entry is told: how many of base were told before it. */
  readonly number: number;
  readonly at: number;
  readonly length: number;
  /** Where in the value the number of its own `created_at` begins, and how long it is; at the end, with no length, where there is none. */
  readonly numberAt: number;
  readonly numberLength: number;
  /** The entry behind it. */
  next: Place | null;
}

/** What is remembered of a manifest beside its bytes, ready to be kept: names, and the five numbers of each place. */
export interface Memory {
  readonly names: readonly string[];
  readonly places: Uint32Array;
}

/** Two places that are held against each other: in the content and in bytes of head. */
interface Alignment {
  readonly known: number;
  readonly at: number;
}

/** Entries that follow each other in base, and in head too. */
export interface Run {
  /** The number of the first. */
  readonly from: number;
  readonly count: number;
  /** In bytes of head, from the key of the first to the end of the last. */
  readonly length: number;
}

/**
 * The entries of a base: tells whether those of head are the same text, apart from their own `created_at`, which differs in
 * every run of dbt. Such an entry need not be read, nor its end looked for: no JSON object or list is the beginning of
 * another, so where its text ends, it ends.
 */
export class KnownEntries {
  readonly #byName = new Map<string, Place>();
  readonly #places: (readonly [name: string, place: Place])[] = [];
  readonly #content: Uint8Array;
  #last: Place | null = null;

  /** `content`: what the file holds. */
  constructor(content: Uint8Array) {
    this.#content = content;
  }

  get memory(): Memory {
    return {
      names: this.#places.map(([name]) => name),
      places: Uint32Array.from(
        this.#places.flatMap(([, { number, at, length, numberAt, numberLength: digits }]) => [
          number,
          at,
          length,
          numberAt,
          digits,
        ]),
      ),
    };
  }

  /** Remembers what was kept. */
  recall({ names, places }: Memory): void {
    for (const [index, name] of names.entries()) {
      const [number = 0, at = 0, length = 0, numberAt = 0, digits = 0] = places.subarray(
        5 * index,
        5 * index + 5,
      );
      const section = name.slice(0, name.indexOf(" "));
      this.#remember(name, { section, number, at, length, numberAt, numberLength: digits, next: null });
    }
  }

  /** Remembers an entry by its number, with a value that stands at this place of the content. */
  note({ section, key, bytes, valueAt, createdAt }: RawEntry, number: number, at: number): void {
    const first = bytes[valueAt];
    if (key === "" || (first !== OPEN_OBJECT && first !== OPEN_LIST)) return;
    const length = bytes.length - valueAt;
    const found = createdAtBehind(bytes, createdAt);
    this.#remember(nameOf(section, key), {
      section,
      number,
      at,
      length,
      numberAt: found === null ? length : found.at - valueAt,
      numberLength: found?.length ?? 0,
      next: null,
    });
  }

  /** The number of an entry that is the same; null where none is. */
  find(entry: RawEntry): number | null {
    const place = this.#byName.get(nameOf(entry.section, entry.key));
    if (place === undefined) return null;
    return this.#endOf(place, entry.bytes, { known: place.at, at: entry.valueAt }) === entry.bytes.length
      ? place.number
      : null;
  }

  /** The entry, and those behind it, as far as they are the same. `bytes` begin with its key and end anywhere behind it. */
  run({ section, key, bytes, valueAt }: Omit<RawEntry, "createdAt">): Run | null {
    const first = this.#byName.get(nameOf(section, key));
    let end = first === undefined ? 0 : this.#endOf(first, bytes, { known: first.at, at: valueAt });
    if (first === undefined || end === 0) return null;
    let [last, length] = [first, 0];
    while (end > 0) {
      length = end;
      const { next } = last;
      // Another section begins by more than a key.
      if (next === null || next.section !== section || next.number !== last.number + 1) break;
      // With the key of the next one and what else stands in front of it.
      end = this.#endOf(next, bytes, { known: last.at + last.length, at: length });
      if (end > 0) last = next;
    }
    return { from: first.number, count: last.number - first.number + 1, length };
  }

  #remember(name: string, place: Place): void {
    // Of several disabled objects of one id the first stays in the project, of others the last.
    if (place.section !== "disabled" || !this.#byName.has(name)) this.#byName.set(name, place);
    this.#places.push([name, place]);
    if (this.#last !== null) this.#last.next = place;
    this.#last = place;
  }

  /** Where the value of a place ends in `bytes`, where everything from `known` in the content is the same from `at` on; else 0. */
  #endOf(place: Place, bytes: Buffer, { known, at }: Alignment): number {
    const number = place.at + place.numberAt;
    const behind = number + place.numberLength;
    const knownEnd = place.at + place.length;
    const found = at + number - known;
    const digits = place.numberLength === 0 ? 0 : numberLength(bytes, found);
    const end = found + digits + knownEnd - behind;
    if (end > bytes.length || (digits === 0 && place.numberLength > 0)) return 0;
    const content = this.#content;
    const isSame =
      bytes.compare(content, known, number, at, found) === 0 &&
      bytes.compare(content, behind, knownEnd, found + digits, end) === 0;
    return isSame ? end : 0;
  }
}

function nameOf(section: string, key: string): string {
  return `${section} ${key}`;
}
