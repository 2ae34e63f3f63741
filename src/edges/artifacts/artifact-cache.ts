import { createHash, randomUUID } from "node:crypto";
import { createReadStream, type Dirent } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Sha } from "../../core/pull/pull.ts";
import type { Clock } from "../../ports.ts";

/** What a folder of the cache holds. */
export interface CacheKey {
  readonly repository: string;
  /** The commit that it was built from; null when the place does not say. */
  readonly sha: Sha | null;
  readonly project: string;
  /** What tells it from others of the same commit: a digest, or the number of a run. */
  readonly version: string;
}

/** Writes files into an empty folder; false when there is nothing to write. */
type Write = (folder: string) => Promise<boolean>;

/** Folders with the artifacts of a commit each. A folder is there whole or not at all. */
export interface ArtifactCache {
  /** The folder of a key, written when it is not there yet; null when there is nothing to write. */
  readonly keep: (key: CacheKey, write: Write) => Promise<string | null>;
  /** The same for what may change at its place: it is read every time, and kept by the digest of its files. */
  readonly keepAnew: (key: Omit<CacheKey, "version">, write: Write) => Promise<string | null>;
}

export interface CacheSetting {
  readonly folder: string;
  /** When the folders together have more bytes, those not used for the longest time go. */
  readonly mostBytes: number;
}

/** A folder that was used within that time may be being read. Milliseconds. */
const IN_USE = 60 * 60_000;

/** A cache on disk. Several processes may share it. */
export function artifactCache({ folder, mostBytes }: CacheSetting, clock: Clock): ArtifactCache {
  const pathOf = (key: CacheKey): string => join(folder, digestOf(JSON.stringify(key)));
  const write = async (
    filling: Write,
    name: (incoming: string) => Promise<string>,
  ): Promise<string | null> => {
    const incoming = join(folder, `incoming-${randomUUID()}`);
    await mkdir(incoming, { recursive: true });
    try {
      if (!(await filling(incoming))) return null;
      const path = await name(incoming);
      await moveTo(path, incoming);
      await touch(path, clock);
      await prune(folder, mostBytes, clock);
      return path;
    } finally {
      await rm(incoming, { recursive: true, force: true });
    }
  };
  return {
    keep: async (key, filling) => {
      const path = pathOf(key);
      if (await touch(path, clock)) return path;
      return write(filling, async () => path);
    },
    keepAnew: (key, filling) =>
      write(filling, async (incoming) => pathOf({ ...key, version: await digestOfFiles(incoming) })),
  };
}

/** Marks a folder as used now; false when it is not there. */
async function touch(path: string, clock: Clock): Promise<boolean> {
  const now = new Date(clock.now());
  try {
    await utimes(path, now, now);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Gives the folder its name at once. Where another process was first, its folder holds the same. */
async function moveTo(path: string, incoming: string): Promise<void> {
  try {
    await rename(incoming, path);
  } catch (error) {
    if (!hasCode(error, "ENOTEMPTY") && !hasCode(error, "EEXIST")) throw error;
  }
}

async function prune(folder: string, mostBytes: number, clock: Clock): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = await Promise.all(entries.map((entry) => measure(folder, entry)));
  let bytes = folders.reduce((sum, one) => sum + one.bytes, 0);
  for (const { path, usedAt, bytes: own } of folders.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= mostBytes || clock.now() - usedAt < IN_USE) return;
    await rm(path, { recursive: true, force: true });
    bytes -= own;
  }
}

interface Measured {
  readonly path: string;
  readonly usedAt: number;
  readonly bytes: number;
}

/** A folder that another process removes meanwhile counts as empty. */
async function measure(folder: string, entry: Dirent): Promise<Measured> {
  const path = join(folder, entry.name);
  try {
    const names = entry.isDirectory() ? await readdir(path) : [];
    const files = await Promise.all(names.map((name) => stat(join(path, name))));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return { path, usedAt: (await stat(path)).mtimeMs, bytes };
  } catch (error) {
    if (hasCode(error, "ENOENT")) return { path, usedAt: 0, bytes: 0 };
    throw error;
  }
}

async function digestOfFiles(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(folder)).toSorted()) {
    hash.update(`${name}\n`);
    await pipeline(createReadStream(join(folder, name)), hash, { end: false });
  }
  return hash.digest("hex");
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 40);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
