import type { StatementRead } from "./quick/found.ts";

/** Texts that a snapshot keeps of each object and each column. */
const MOST_QUERIES = 5;

/** Which statements keep their texts: the most frequent of each object and each column. Asked in the order of frequency. */
export class KeptTexts {
  readonly #counts = new Map<string, number>();

  /** Whether a statement is among the most frequent of something that it reads; it counts from then on. */
  takes(reads: readonly StatementRead[]): boolean {
    let isTaken = false;
    for (const { uniqueId, columns } of reads) {
      for (const key of [uniqueId, ...columns.map((column) => `${uniqueId}.${column}`)]) {
        const count = this.#counts.get(key) ?? 0;
        if (count >= MOST_QUERIES) continue;
        this.#counts.set(key, count + 1);
        isTaken = true;
      }
    }
    return isTaken;
  }
}
