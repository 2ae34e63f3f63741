import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createInflateRaw, crc32 } from "node:zlib";
import { kindOfName, saveArtifact } from "./artifact-files.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { dataStart, DEFLATED, readDirectory, STORED, type ZipEntry } from "./zip-directory.ts";
import { refuseZip } from "./zip-faults.ts";

/** A zip on disk and what to make of it. */
export interface Unzipping {
  /** Where the artifacts go, under their fixed names. */
  readonly folder: string;
  /** What the zip is called, for the reader. */
  readonly name: string;
  /** How many bytes each file may have unpacked. */
  readonly mostBytes: number;
}

/**
 * Takes dbt's artifacts out of a zip, whatever folders they lie in; everything else in it is left alone. Nothing is
 * written by a path of the zip. Throws `ArtifactError` for what is no whole, plain zip, holds no manifest, or would
 * unpack to more than allowed: bytes are counted while they are unpacked, because a zip may lie about them.
 */
export async function unzip(zip: string, { folder, name, mostBytes }: Unzipping): Promise<void> {
  const file = await open(zip);
  try {
    const entries = artifactsIn(await readDirectory(file, name), name);
    for (const [kind, entry] of entries) {
      const start = await dataStart(file, entry, name);
      const chunks = unpacked(zip, { entry, start, name });
      await saveArtifact(folder, { kind, isGzip: entry.name.endsWith(".gz"), chunks }, mostBytes);
    }
  } finally {
    await file.close();
  }
}

function artifactsIn(entries: readonly ZipEntry[], name: string): ReadonlyMap<ArtifactKind, ZipEntry> {
  const found = new Map<ArtifactKind, ZipEntry>();
  for (const entry of entries) {
    const kind = entry.isFile ? kindOfName(entry.name.split(/[/\\]/u).at(-1) ?? "") : null;
    if (kind === null) continue;
    if (found.has(kind)) throw refuseZip("ambiguous", name);
    if (entry.isEncrypted) throw refuseZip("encrypted", name);
    if (entry.method !== STORED && entry.method !== DEFLATED) throw refuseZip("method", name);
    found.set(kind, entry);
  }
  if (!found.has("manifest")) throw refuseZip("no-manifest", name);
  return found;
}

interface Packed {
  readonly entry: ZipEntry;
  /** Where its bytes begin in the zip. */
  readonly start: number;
  readonly name: string;
}

/** The bytes of an entry, compared with its checksum at the end. Whoever takes them counts them. */
async function* unpacked(zip: string, { entry, start, name }: Packed): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  try {
    for await (const chunk of inflated(zip, entry, start)) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    const isDamaged = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    throw isDamaged ? refuseZip("damaged", name) : error;
  }
  if (checksum !== entry.checksum) throw refuseZip("damaged", name);
}

function inflated(zip: string, entry: ZipEntry, start: number): AsyncIterable<Uint8Array> {
  if (entry.packedSize === 0) return Readable.from([]);
  const packed = createReadStream(zip, { start, end: start + entry.packedSize - 1 });
  // A fault of either stream is thrown to whoever reads the last one.
  return entry.method === STORED ? packed : pipeline(packed, createInflateRaw(), () => undefined);
}
