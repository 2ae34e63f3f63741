import { OPEN_LIST, OPEN_OBJECT } from "./bytes.ts";
import { createdAtBehind, numberLength } from "./created-at.ts";
import type { RawEntry } from "./section-scan.ts";

/** Where the value of an entry stands in the content. */
interface Place {
  readonly at: number;
  readonly length: number;
  /** Where in the value the number of its own `created_at` begins, and how long it is; at the end, with no length, where there is none. */
  readonly numberAt: number;
  readonly numberLength: number;
}

/** What is remembered of a manifest beside its bytes, ready to be kept: names, and the four numbers of each place. */
export interface Memory {
  readonly names: readonly string[];
  readonly places: Uint32Array;
}

/**
 * The entries of a base: tells whether one of head is the same text, apart from its own `created_at`, which differs in
 * every run of dbt. Such an entry need not be read, nor its end looked for: no JSON object or list is the beginning of
 * another, so where its text ends, it ends.
 */
export class KnownEntries {
  readonly #places = new Map<string, Place>();
  readonly #content: Uint8Array;

  /** `content`: what the file holds. */
  constructor(content: Uint8Array) {
    this.#content = content;
  }

  get memory(): Memory {
    const places = [...this.#places.values()];
    return {
      names: [...this.#places.keys()],
      places: Uint32Array.from(
        places.flatMap((place) => [place.at, place.length, place.numberAt, place.numberLength]),
      ),
    };
  }

  /** Remembers what was kept. */
  recall({ names, places }: Memory): void {
    for (const [index, name] of names.entries()) {
      const [at = 0, length = 0, number = 0, digits = 0] = places.subarray(4 * index, 4 * index + 4);
      this.#places.set(name, { at, length, numberAt: number, numberLength: digits });
    }
  }

  /** Remembers an entry whose value stands at this place of the content. */
  note({ section, key, bytes, valueAt, createdAt }: RawEntry, at: number): void {
    const first = bytes[valueAt];
    if (key === "" || (first !== OPEN_OBJECT && first !== OPEN_LIST)) return;
    const name = nameOf(section, key);
    // Of several disabled objects of one id the first stays in the project, of others the last.
    if (section === "disabled" && this.#places.has(name)) return;
    const length = bytes.length - valueAt;
    const number = createdAtBehind(bytes, createdAt);
    this.#places.set(name, {
      at,
      length,
      numberAt: number === null ? length : number.at - valueAt,
      numberLength: number?.length ?? 0,
    });
  }

  /** The length in bytes of an entry, key included, where it is the same; else 0. `bytes` end with it or anywhere behind it. */
  sameLength({ section, key, bytes, valueAt }: Omit<RawEntry, "createdAt">): number {
    const place = this.#places.get(nameOf(section, key));
    if (place === undefined) return 0;
    const { at, length, numberAt, numberLength: dropped } = place;
    const number = valueAt + numberAt;
    const digits = dropped === 0 ? 0 : numberLength(bytes, number);
    const end = valueAt + length - dropped + digits;
    if (end > bytes.length || (digits === 0 && dropped > 0)) return 0;
    const content = this.#content;
    const isSame =
      bytes.compare(content, at, at + numberAt, valueAt, number) === 0 &&
      bytes.compare(content, at + numberAt + dropped, at + length, number + digits, end) === 0;
    return isSame ? end : 0;
  }
}

function nameOf(section: string, key: string): string {
  return `${section} ${key}`;
}
