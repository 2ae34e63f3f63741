import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SqlReading } from "../../core/sql/reading.ts";
import { prune } from "../cache/prune.ts";

export interface StoreSetting {
  readonly folder: string;
  /** About what the readings together may take; the oldest go first. */
  readonly mostBytes: number;
}

/** Readings are spread over so many folders, each with its share of the bytes, so that none is long to look through. */
const SHARDS = 256;

/** A folder is looked through by every write whose key has this digit: one of sixteen. */
const CLEANING = "0";

/**
 * Readings on disk, by a digest of what was read. Several processes may share it: a file is written under another name
 * and then renamed, so it is there whole or not at all. It begins with a digest of the rest; a file that is not what it
 * was is a miss. A disk that cannot be written or read costs time and nothing else.
 */
export class ReadingStore {
  readonly #setting: StoreSetting;

  constructor(setting: StoreSetting) {
    this.#setting = setting;
  }

  /** Whether anything was ever kept. */
  holdsAny(): boolean {
    return existsSync(this.#setting.folder);
  }

  /** The reading of a key, null where there is none. */
  async get(key: string): Promise<SqlReading | null> {
    try {
      return parseEntry(await readFile(join(this.#shardOf(key), key), "utf8"));
    } catch {
      return null;
    }
  }

  /** Keeps a reading. What depends on the moment, a statement that took too long, is not kept. */
  async put(key: string, reading: SqlReading): Promise<void> {
    if (reading.state === "unread" && reading.code !== "unparsed") return;
    const shard = this.#shardOf(key);
    const incoming = join(shard, `${key}.${randomUUID()}`);
    const body = JSON.stringify(reading);
    try {
      await mkdir(shard, { recursive: true, mode: 0o700 });
      await writeFile(incoming, `${digestOf(body)}\n${body}`, { mode: 0o600 });
      await rename(incoming, join(shard, key));
      if (key.endsWith(CLEANING)) await prune(shard, this.#setting.mostBytes / SHARDS);
    } catch {
      await rm(incoming, { force: true }).catch(() => undefined);
    }
  }

  #shardOf(key: string): string {
    return join(this.#setting.folder, key.slice(0, 2));
  }
}

function parseEntry(text: string): SqlReading | null {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (digestOf(body) !== text.slice(0, end)) return null;
  const value: unknown = JSON.parse(body);
  return isReading(value) ? value : null;
}

/** Its digest says that it was written by `put`, and the key that it was by this version. */
function isReading(value: unknown): value is SqlReading {
  return typeof value === "object" && value !== null && "state" in value;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
