import { createHash } from "node:crypto";
import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";

/** Readings by what was read; the oldest go first. */
export class ReadingCache {
  readonly #readings = new Map<string, Promise<SqlReading>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The reading of a statement, made once: two that are the same wait for the one. */
  async get(statement: SqlStatement, read: () => Promise<SqlReading>): Promise<SqlReading> {
    const key = keyOf(statement);
    const known = this.#readings.get(key);
    if (known !== undefined) return await known;
    const reading = read();
    this.#readings.set(key, reading);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > this.#capacity && oldest !== undefined) this.#readings.delete(oldest);
    return await reading;
  }
}

function keyOf({ sql, adapterType, upstream }: SqlStatement): string {
  return createHash("sha256")
    .update(JSON.stringify([adapterType, sql, upstream]))
    .digest("base64");
}
