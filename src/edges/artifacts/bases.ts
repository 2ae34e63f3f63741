import type { KnownEntries } from "./known-entries.ts";

/** As many as pull requests that are worked on at once. */
const MOST = 8;

/** The bases that were read last and whose heads are yet to come, by the number that their reading was given. */
export class Bases {
  readonly #known = new Map<number, KnownEntries>();

  add(number: number, known: KnownEntries): void {
    this.#known.set(number, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) return;
      this.#known.delete(oldest);
    }
  }

  /** For the one head that comes. Undefined where it was forgotten: then head is read whole, which takes longer. */
  take(number: number): KnownEntries | undefined {
    const known = this.#known.get(number);
    this.#known.delete(number);
    return known;
  }
}
