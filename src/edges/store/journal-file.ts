import { open, readFile, rename, truncate, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { KnownError } from "../../errors.ts";

/** Below this a journal is not worth rewriting. */
const SMALL_BYTES = 4_000_000;
/** A journal is rewritten when it has grown this many times over what it held after the last time. */
const GROWTH = 4;
const CHANGES_IN_LINE = 500;
const NEWLINE = 10;

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * An append-only file of JSON lines, each an array of changes. What is appended while the disk is busy goes to it together
 * as one line: many changes share one sync, and a crash can only tear the last line, of which nothing was acknowledged.
 * After a failed write nothing is taken any more: what the file holds then is known only by reading it again.
 */
export class JournalFile {
  readonly #path: string;
  /** The whole content as changes, to begin a new file with. */
  readonly #snapshot: () => Iterable<string>;
  #handle: FileHandle;
  #size: number;
  #compactedSize = 0;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #failure: KnownError | null = null;

  private constructor(path: string, handle: FileHandle, setting: FileSetting) {
    this.#path = path;
    this.#handle = handle;
    this.#size = setting.size;
    this.#snapshot = setting.snapshot;
  }

  /** Opens or makes the file. What it holds already is read by `readJournal` before. */
  static async open(path: string, snapshot: () => Iterable<string>): Promise<JournalFile> {
    const handle = await open(path, "a");
    await syncFolder(path);
    const { size } = await handle.stat();
    return new JournalFile(path, handle, { size, snapshot });
  }

  /** Appends one change, a JSON text without line breaks. Resolves when it is on the disk. */
  append(text: string): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    const written = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
    });
    this.#draining ??= this.#drain();
    return written;
  }

  /** Resolves when all that was appended before is on the disk. */
  settled(): Promise<void> {
    return this.#draining === null && this.#failure === null ? Promise.resolve() : this.append("{}");
  }

  async close(): Promise<void> {
    await this.#draining;
    this.#failure ??= failed(this.#path, new Error("closed"));
    await this.#handle.close();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#size > Math.max(SMALL_BYTES, GROWTH * this.#compactedSize)) await this.#compact();
        this.#size += await writeLine(
          this.#handle,
          batch.map(({ text }) => text),
        );
        await this.#handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#fail(failed(this.#path, error), batch);
      }
    }
    this.#draining = null;
  }

  #fail(failure: KnownError, batch: readonly Waiting[]): void {
    this.#failure = failure;
    for (const { reject } of [...batch, ...this.#waiting]) reject(failure);
    this.#waiting = [];
  }

  async #compact(): Promise<void> {
    const fresh = `${this.#path}.new`;
    const handle = await open(fresh, "w");
    let size = 0;
    for (const texts of chunks(this.#snapshot())) size += await writeLine(handle, texts);
    await handle.datasync();
    await rename(fresh, this.#path);
    await syncFolder(this.#path);
    await this.#handle.close();
    this.#handle = handle;
    this.#size = size;
    this.#compactedSize = size;
  }
}

interface FileSetting {
  readonly size: number;
  readonly snapshot: () => Iterable<string>;
}

/**
 * The changes that a journal holds, oldest first; none when there is no file. A torn last line is cut off, so that the next
 * one does not continue it. Throws `KnownError` when a line before the last cannot be read.
 */
export async function* readJournal(path: string): AsyncGenerator {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  let start = 0;
  for (let line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(NEWLINE, start);
    const changes = end === -1 ? null : changesOf(bytes.toString("utf8", start, end));
    if (changes === null) {
      if (end !== -1 && end + 1 < bytes.length) throw damaged(path, line);
      await truncate(path, start);
      return;
    }
    yield* changes;
    start = end + 1;
  }
}

function changesOf(line: string): readonly unknown[] | null {
  try {
    const changes: unknown = JSON.parse(line);
    return Array.isArray(changes) ? changes : null;
  } catch {
    return null;
  }
}

async function writeLine(handle: FileHandle, texts: readonly string[]): Promise<number> {
  const line = Buffer.from(`[${texts.join(",")}]\n`);
  await handle.appendFile(line);
  return line.length;
}

function* chunks(texts: Iterable<string>): Generator<readonly string[]> {
  let chunk: string[] = [];
  for (const text of texts) {
    chunk.push(text);
    if (chunk.length < CHANGES_IN_LINE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** A new or renamed file is there after a power cut only when its folder was synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function failed(path: string, cause: unknown): KnownError {
  const options = { cause };
  return new KnownError(
    "store-failed",
    {
      what: `${path} cannot be written.`,
      why: cause instanceof Error ? cause.message : String(cause),
      todo: "See that the disk has room and is writable, then start Headgate again.",
    },
    options,
  );
}

function damaged(path: string, line: number): KnownError {
  return new KnownError("journal-damaged", {
    what: `Line ${line} of ${path} cannot be read.`,
    why: "Headgate writes whole lines, and a crash can only tear the last one: something else changed the file.",
    todo: "Restore the file from a backup, or move it away: open pull requests are found again, waivers and feedback are not.",
  });
}
