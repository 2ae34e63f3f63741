import { createHash, randomUUID } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  fstatSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { codeVersion } from "../cache/code-version.ts";
import { prune } from "../cache/prune.ts";
import { LENGTH, lengthOf } from "./records.ts";

/** What the kept manifests may take together. */
const MOST_BYTES = 512 * 1024 ** 2;

const CHUNK = 1 << 20;

/**
 * What became of a manifest, record by record, on disk for the next run: a base is reviewed against many heads. The name is
 * a digest of the file's bytes, of the code that read them and of the engine that wrote the records; the end is a checksum, and a file that is not what it was is
 * none. Written under another name and then renamed. A disk that cannot be read or written costs time and nothing else.
 */
export class KeptManifest {
  readonly #folder: string;
  readonly #name: string;
  readonly #incoming: string;
  #checksum = 0;
  #isBroken = false;

  constructor(folder: string, manifest: string) {
    this.#folder = folder;
    this.#name = digestOf(manifest);
    this.#incoming = join(folder, `${this.#name}.${randomUUID()}`);
  }

  /** The records of an earlier run; null where there are none. */
  read(): Uint8Array<SharedArrayBuffer> | null {
    try {
      return intact(readShared(join(this.#folder, this.#name)));
    } catch {
      return null;
    }
  }

  /** Adds a record. */
  add(record: Uint8Array): void {
    for (const bytes of [lengthOf(record), record]) {
      // The checksum of no bytes is that of nothing at all, whatever came before.
      if (bytes.length > 0) this.#checksum = crc32(bytes, this.#checksum);
      this.#append(bytes);
    }
  }

  /** Makes the records found by the next run. */
  async keep(): Promise<void> {
    const end = Buffer.alloc(LENGTH);
    end.writeUInt32LE(this.#checksum);
    this.#append(end);
    if (this.#isBroken) return this.drop();
    try {
      renameSync(this.#incoming, join(this.#folder, this.#name));
      await prune(this.#folder, MOST_BYTES);
    } catch {
      this.drop();
    }
  }

  /** Forgets the records. */
  drop(): void {
    try {
      rmSync(this.#incoming, { force: true });
    } catch {
      // What cannot be removed is pruned as the oldest, some day.
    }
  }

  #append(bytes: Uint8Array): void {
    if (this.#isBroken) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      appendFileSync(this.#incoming, bytes, { mode: 0o600 });
    } catch {
      this.#isBroken = true;
    }
  }
}

/** A file, in memory that several threads can see. */
function readShared(path: string): Uint8Array<SharedArrayBuffer> {
  const file = openSync(path, "r");
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(file).size));
    let length = 0;
    for (let more = 1; more > 0; length += more)
      more = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The records without their checksum; null where it is not theirs. */
function intact(file: Uint8Array<SharedArrayBuffer>): Uint8Array<SharedArrayBuffer> | null {
  const end = file.length - LENGTH;
  if (end < 0) return null;
  const checksum = Buffer.from(file.buffer, end, LENGTH).readUInt32LE();
  return crc32(file.subarray(0, end)) === checksum ? file.subarray(0, end) : null;
}

function digestOf(path: string): string {
  const hash = createHash("sha256").update(codeVersion()).update(process.versions.v8);
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  try {
    for (let length = 1; length > 0;) {
      length = readSync(file, buffer);
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}
