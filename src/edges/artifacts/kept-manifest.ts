import { createHash, randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { codeVersion } from "../cache/code-version.ts";
import { prune } from "../cache/prune.ts";
import { readShared } from "./content.ts";
import { LENGTH, lengthOf } from "./records.ts";

/** What the kept manifests may take together: one takes about a tenth of its file. */
const MOST_BYTES = 256 * 1024 ** 2;

/**
 * What became of a manifest, record by record, on disk for the next run: a base is reviewed against many heads. The name is
 * a digest of the file's bytes, of the code that read them and of the engine that wrote the records; the end is a checksum, and a file that is not what it was is
 * none. Written at once under another name and then renamed. A disk that cannot be read or written costs time and nothing else.
 */
export class KeptManifest {
  readonly #folder: string;
  readonly #name: string;

  /** `content`: what the manifest's file holds. */
  constructor(folder: string, content: Uint8Array) {
    this.#folder = folder;
    this.#name = digestOf(content);
  }

  /** The records of an earlier run; null where there are none. */
  read(): Uint8Array<SharedArrayBuffer> | null {
    try {
      return intact(readShared(join(this.#folder, this.#name)));
    } catch {
      return null;
    }
  }

  /** Keeps records for the next run. */
  async keep(records: readonly Uint8Array[]): Promise<void> {
    const incoming = join(this.#folder, `${this.#name}.${randomUUID()}`);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeRecords(incoming, records);
      renameSync(incoming, join(this.#folder, this.#name));
      await prune(this.#folder, MOST_BYTES);
    } catch {
      await rm(incoming, { force: true }).catch(() => undefined);
    }
  }
}

function writeRecords(path: string, records: readonly Uint8Array[]): void {
  const file = openSync(path, "wx", 0o600);
  let checksum = 0;
  const write = (bytes: Uint8Array): void => {
    // The checksum of no bytes is that of nothing at all, whatever came before.
    if (bytes.length > 0) checksum = crc32(bytes, checksum);
    writeFileSync(file, bytes);
  };
  try {
    for (const record of records) {
      write(lengthOf(record));
      write(record);
    }
    const end = Buffer.alloc(LENGTH);
    end.writeUInt32LE(checksum);
    writeFileSync(file, end);
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

function digestOf(content: Uint8Array): string {
  return createHash("sha256").update(codeVersion()).update(process.versions.v8).update(content).digest("hex");
}
