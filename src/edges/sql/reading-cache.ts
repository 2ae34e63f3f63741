import { createHash } from "node:crypto";
import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";
import { codeVersion } from "../cache/code-version.ts";
import type { ReadingStore } from "./reading-store.ts";

/** The code that makes a reading of a statement; what only compares readings is not in it. */
const READERS = ["edges/sql", "core/sql", "core/sql/read", "core/sql/resolve"];

/** Readings by what was read: the last ones in memory, the oldest of these going first, and others in a store. */
export class ReadingCache {
  readonly #readings = new Map<string, Promise<SqlReading>>();
  readonly #writes = new Set<Promise<void>>();
  readonly #capacity: number;
  readonly #store: ReadingStore | null;
  #version: string | null = null;

  constructor(capacity: number, store: ReadingStore | null) {
    this.#capacity = capacity;
    this.#store = store;
  }

  /** The reading of a statement, made once: two that are the same wait for the one. */
  async get(statement: SqlStatement, read: () => Promise<SqlReading>): Promise<SqlReading> {
    const key = this.#keyOf(statement);
    const known = this.#readings.get(key);
    if (known !== undefined) return await known;
    const reading = this.#find(key, read);
    this.#readings.set(key, reading);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > this.#capacity && oldest !== undefined) this.#readings.delete(oldest);
    return await reading;
  }

  async #find(key: string, read: () => Promise<SqlReading>): Promise<SqlReading> {
    const kept = (await this.#store?.get(key)) ?? null;
    if (kept !== null) return kept;
    const reading = await read();
    this.#keep(key, reading);
    return reading;
  }

  #keep(key: string, reading: SqlReading): void {
    if (this.#store === null) return;
    const write = this.#store.put(key, reading).finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  /** Waits for what is being written. */
  async flush(): Promise<void> {
    await Promise.all(this.#writes);
  }

  #keyOf({ sql, adapterType, upstream, secondOpinion = false }: SqlStatement): string {
    this.#version ??= this.#store === null ? "" : codeVersion(READERS);
    return createHash("sha256")
      .update(JSON.stringify([this.#version, adapterType, sql, upstream, secondOpinion]))
      .digest("hex");
  }
}
