import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { prune } from "./prune.ts";

export interface FolderSetting<T> {
  readonly folder: string;
  /** About what the values together may take; the oldest go first. */
  readonly mostBytes: number;
  /** Whether what a file holds is such a value. Its digest says that `put` wrote it, and its key that it was by this version. */
  readonly isValue: (value: unknown) => value is T;
}

/** Values are spread over so many folders, each with its share of the bytes, so that none is long to look through. */
const SHARDS = 256;

/** A folder is looked through by every write whose key has this digit: one of sixteen. */
const CLEANING = "0";

/**
 * Values on disk, by a digest (hex) of what they were made from. Several processes may share it: a file is written under
 * another name and then renamed, so it is there whole or not at all. It begins with a digest of the rest; a file that is not
 * what it was is a miss. A disk that cannot be written or read costs time and nothing else.
 */
export class FolderCache<T> {
  readonly #setting: FolderSetting<T>;

  constructor(setting: FolderSetting<T>) {
    this.#setting = setting;
  }

  /** Whether anything was ever kept. */
  holdsAny(): boolean {
    return existsSync(this.#setting.folder);
  }

  /** The value of a key, null where there is none. A small file is read sooner at once than in turns of the event loop. */
  get(key: string): T | null {
    try {
      const value = parseEntry(readFileSync(join(this.#shardOf(key), key), "utf8"));
      return this.#setting.isValue(value) ? value : null;
    } catch {
      return null;
    }
  }

  /** Keeps a value that JSON can hold. */
  async put(key: string, value: T): Promise<void> {
    const shard = this.#shardOf(key);
    const incoming = join(shard, `${key}.${randomUUID()}`);
    const body = JSON.stringify(value);
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

/** What stands after the digest; undefined where it is not what was written. */
function parseEntry(text: string): unknown {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  return digestOf(body) === text.slice(0, end) ? JSON.parse(body) : undefined;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
