import type { FileHandle } from "node:fs/promises";
import { refuseZip } from "./zip-faults.ts";

// Numbers and offsets: APPNOTE.TXT 6.3.10 of PKWARE, sections 4.3.7, 4.3.12, 4.3.16, 4.4.
export const STORED = 0;
export const DEFLATED = 8;

const END = { signature: 0x06054b50, bytes: 22, longestComment: 65_535 } as const;
const ENTRY = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;

/** A directory of more bytes lists more files than dbt ever writes. */
const MOST_DIRECTORY = 32 * 1024 * 1024;

const ENCRYPTED = 1;

/** Unix file types, in the upper half of the external attributes. */
const TYPE = { mask: 0o170000, regular: 0o100000 } as const;

/** One entry of a zip, as its directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** No folder, no link. */
  readonly isFile: boolean;
  readonly isEncrypted: boolean;
  /** `STORED`, `DEFLATED`, or one that is not read. */
  readonly method: number;
  readonly packedSize: number;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/**
 * The entries of a zip, by the directory at its end: local headers need not say how long an entry is, and looking for
 * the next signature takes packed bytes for one. Zips of more than 4 GB are no zips here. Throws `ArtifactError`.
 */
export async function readDirectory(file: FileHandle, name: string): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END.bytes - END.longestComment), size);
  const end = lastEnd(tail);
  if (end === -1) throw refuseZip("not-a-zip", name);
  const bytes = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (bytes > MOST_DIRECTORY || offset + bytes > size) throw refuseZip("not-a-zip", name);
  const directory = await readAt(file, offset, offset + bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < directory.length;) {
    const entry = entryAt(directory, at);
    if (entry === null) throw refuseZip("damaged", name);
    entries.push(entry.entry);
    at = entry.end;
  }
  return entries;
}

/** Where the bytes of an entry begin: its local header has a name and extra fields of its own length. */
export async function dataStart(file: FileHandle, { offset }: ZipEntry, name: string): Promise<number> {
  const header = await readAt(file, offset, offset + LOCAL.bytes);
  const isHeader = header.length === LOCAL.bytes && header.readUInt32LE(0) === LOCAL.signature;
  if (!isHeader) throw refuseZip("damaged", name);
  return offset + LOCAL.bytes + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function lastEnd(tail: Buffer): number {
  for (let at = tail.length - END.bytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END.signature) return at;
  }
  return -1;
}

function entryAt(directory: Buffer, at: number): { readonly entry: ZipEntry; readonly end: number } | null {
  if (at + ENTRY.bytes > directory.length || directory.readUInt32LE(at) !== ENTRY.signature) return null;
  const nameEnd = at + ENTRY.bytes + directory.readUInt16LE(at + 28);
  const end = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  if (end > directory.length) return null;
  const name = directory.toString("utf8", at + ENTRY.bytes, nameEnd);
  const type = (directory.readUInt32LE(at + 38) >>> 16) & TYPE.mask;
  return {
    end,
    entry: {
      name,
      isFile: !name.endsWith("/") && (type === 0 || type === TYPE.regular),
      isEncrypted: (directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    },
  };
}

async function readAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
