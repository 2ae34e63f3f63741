import type { MetricRead } from "./metric-read.ts";
import type { StatementRead } from "./quick/found.ts";

/** Texts that a snapshot keeps of each object, column and metric. */
const MOST_QUERIES = 5;

/** Which statements keep their texts: the most frequent of each object, column and metric. Asked in the order of frequency. */
export class KeptTexts {
  readonly #counts = new Map<string, number>();

  /** Whether a statement is among the most frequent of something that it reads; it counts from then on. */
  takes(reads: readonly StatementRead[], metrics: readonly MetricRead[]): boolean {
    const keys = [
      ...reads.flatMap(({ uniqueId, columns }) => [
        uniqueId,
        ...columns.map((name) => `${uniqueId}.${name}`),
      ]),
      ...metrics.map(({ uniqueId }) => uniqueId),
    ];
    const wanted = keys.filter((key) => (this.#counts.get(key) ?? 0) < MOST_QUERIES);
    for (const key of wanted) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    return wanted.length > 0;
  }
}
