import { createHash } from "node:crypto";
import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";
import { codeVersion } from "../cache/code-version.ts";
import { FolderCache } from "../cache/folder-cache.ts";

/** What the readings on disk may take together. A reading takes some 20 kB. */
const MOST_BYTES = 512 * 1024 ** 2;

/** Readings by what was read: the last ones in memory, the oldest of these going first, and others in a folder, if there is one. */
export class ReadingCache {
  readonly #readings = new Map<string, Promise<SqlReading>>();
  readonly #writes = new Set<Promise<void>>();
  readonly #capacity: number;
  readonly #folder: FolderCache<SqlReading> | null;
  #version: string | null = null;

  constructor(capacity: number, folder: string | null) {
    this.#capacity = capacity;
    this.#folder =
      folder === null ? null : new FolderCache({ folder, mostBytes: MOST_BYTES, isValue: isReading });
  }

  /** Whether earlier runs kept any. */
  holdsAny(): boolean {
    return this.#folder?.holdsAny() === true;
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
    const kept = this.#folder?.get(key) ?? null;
    if (kept !== null) return kept;
    const reading = await read();
    this.#keep(key, reading);
    return reading;
  }

  /** What depends on the moment, a statement that took too long, is not kept. */
  #keep(key: string, reading: SqlReading): void {
    if (this.#folder === null || (reading.state === "unread" && reading.code !== "unparsed")) return;
    const write = this.#folder.put(key, reading).finally(() => this.#writes.delete(write));
    this.#writes.add(write);
  }

  /** Waits for what is being written. */
  async flush(): Promise<void> {
    await Promise.all(this.#writes);
  }

  #keyOf({ sql, adapterType, upstream, secondOpinion = false }: SqlStatement): string {
    this.#version ??= this.#folder === null ? "" : codeVersion();
    return createHash("sha256")
      .update(JSON.stringify([this.#version, adapterType, sql, upstream, secondOpinion]))
      .digest("hex");
  }
}

function isReading(value: unknown): value is SqlReading {
  return typeof value === "object" && value !== null && "state" in value;
}
