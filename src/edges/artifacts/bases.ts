import type { KnownEntries } from "./known-entries.ts";

/** Bases whose heads may still come: as many as pull requests that are worked on at once. */
const MOST = 8;

/** The bases that the thread read last, by the number that their reading was given. */
export class Bases {
  readonly #known = new Map<number, KnownEntries>();

  add(number: number, known: KnownEntries): void {
    this.#known.set(number, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) return;
      this.#known.delete(oldest);
    }
  }

  /** Undefined where it was forgotten: then head is read whole, which takes longer. */
  get(number: number): KnownEntries | undefined {
    return this.#known.get(number);
  }
}
