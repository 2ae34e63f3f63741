import { COMMA, isBlank, OPEN_LIST, OPEN_OBJECT } from "./bytes.ts";
import { numberLength } from "./created-at.ts";
import type { RawEntry } from "./section-scan.ts";

/** Where an entry stands in the content, and where its value. */
interface Place {
  readonly section: string;
  readonly key: string;
  /** By which the entry is told: how many of base were told before it. */
  readonly number: number;
  /** Where its key begins. */
  readonly start: number;
  readonly at: number;
  readonly length: number;
  /** Where in the value the number of its own `created_at` begins, and how long it is; at the end, with no length, where there is none. */
  readonly numberAt: number;
  readonly numberLength: number;
  /** The entry behind it, where nothing but a comma stands between them. */
  next: Place | null;
}

/** What is remembered of a manifest beside its bytes, ready to be kept: names, and the six numbers of each place. */
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
  /** The key of the last. */
  readonly key: string;
}

/**
 * The entries of a base: tells whether those of head are the same text, apart from their own `created_at`, which differs in
 * every run of dbt. Such an entry need not be read, nor its end looked for: no JSON object or list is the beginning of
 * another, so where its text ends, it ends.
 */
export class KnownEntries {
  readonly #byName = new Map<string, Place>();
  readonly #places: Place[] = [];
  readonly #content: Uint8Array;

  /** `content`: what the file holds. */
  constructor(content: Uint8Array) {
    this.#content = content;
  }

  get memory(): Memory {
    return {
      names: this.#places.map(({ section, key }) => nameOf(section, key)),
      places: Uint32Array.from(this.#places.flatMap(numbersOf)),
    };
  }

  /** Remembers what was kept. */
  recall({ names, places }: Memory): void {
    for (const [index, name] of names.entries()) {
      const numbers = places.subarray(index * NUMBERS, (index + 1) * NUMBERS);
      const [number = 0, start = 0, at = 0, length = 0, numberAt = 0, digits = 0] = numbers;
      const [section, key] = [name.slice(0, name.indexOf(" ")), name.slice(name.indexOf(" ") + 1)];
      this.#remember({ section, key, number, start, at, length, numberAt, numberLength: digits, next: null });
    }
  }

  /** Remembers an entry by its number, with a value that stands at this place of the content. */
  note({ section, key, bytes, valueAt, createdAt }: RawEntry, number: number, at: number): void {
    const first = bytes[valueAt];
    if (key === "" || (first !== OPEN_OBJECT && first !== OPEN_LIST)) return;
    this.#remember({
      section,
      key,
      number,
      start: at - valueAt,
      at,
      length: bytes.length - valueAt,
      numberAt: createdAt.at - valueAt,
      numberLength: createdAt.length,
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
      if (next === null) break;
      // With the key of the next one and what else stands in front of it.
      end = this.#endOf(next, bytes, { known: last.at + last.length, at: length });
      if (end > 0) last = next;
    }
    return { from: first.number, count: last.number - first.number + 1, length, key: last.key };
  }

  #remember(place: Place): void {
    const name = nameOf(place.section, place.key);
    // Of several disabled objects of one id the first stays in the project, of others the last.
    if (place.section !== "disabled" || !this.#byName.has(name)) this.#byName.set(name, place);
    const last = this.#places.at(-1);
    if (last !== undefined && this.#follows(place, last)) last.next = place;
    this.#places.push(place);
  }

  /** Whether an entry is told behind another one, and nothing but a comma stands between them. */
  #follows(place: Place, last: Place): boolean {
    if (place.section !== last.section || place.number !== last.number + 1) return false;
    for (let at = last.at + last.length; at < place.start; at += 1) {
      const byte = this.#content[at] ?? 0;
      if (byte !== COMMA && !isBlank(byte)) return false;
    }
    return true;
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

const NUMBERS = 6;

function numbersOf({ number, start, at, length, numberAt, numberLength: digits }: Place): readonly number[] {
  return [number, start, at, length, numberAt, digits];
}

function nameOf(section: string, key: string): string {
  return `${section} ${key}`;
}
