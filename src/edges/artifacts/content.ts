import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { CHUNK, isGzip, readChunks } from "./file-chunks.ts";
import { MalformedJson } from "./malformed-json.ts";

/** What a file holds, unpacked, in memory that several threads can see. */
export type Content = Uint8Array<SharedArrayBuffer>;

/** A step through content that is in memory as a whole. */
export interface ContentPart {
  readonly content: Buffer;
  /** Where the step ends. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Bytes. Several times what the largest projects write; packed, a small file can hold more than any memory. */
const LARGEST = 3_000_000_000;

/** Bytes. A base that is no larger is taken into memory and looked for among what was kept, before anything is said of head. */
export const TAKEN_AT_ONCE = 64_000_000;

/** Reads a file whole. Throws `MalformedJson` where it is too large for that. */
export async function readContent(path: string, largest = LARGEST): Promise<Content> {
  const bytes = readShared(path, largest);
  // What has no size of its own may be no file at all.
  return bytes.length === 0 || isGzip(bytes) ? await gatherContent(path, largest) : bytes;
}

/** The bytes of a file. Throws as `readContent` does. */
export function readShared(path: string, largest = LARGEST): Content {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    if (size > largest) throw tooLarge();
    const bytes = new Uint8Array(memoryFor(size));
    let length = 0;
    for (let more = 1; more > 0 && length < size; length += more)
      more = readSync(file, bytes, length, Math.min(size - length, AT_ONCE), null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Bytes that the system reads in one go. */
const AT_ONCE = 1 << 30;

async function gatherContent(path: string, largest: number): Promise<Content> {
  let content: Content = new Uint8Array(new SharedArrayBuffer(0));
  let length = 0;
  for await (const { bytes, bytesTotal } of readChunks(path)) {
    const needed = length + bytes.length;
    if (needed > largest) throw tooLarge();
    const more = Math.min(largest, Math.max(bytesTotal, 2 * content.length));
    if (needed > content.length) content = larger(content, Math.max(needed, more));
    content.set(bytes, length);
    length = needed;
  }
  return content.subarray(0, length);
}

/** Content in steps of which each is one hand-over. */
export function* partsOf(content: Uint8Array): Generator<ContentPart> {
  const all = Buffer.from(content.buffer, content.byteOffset, content.length);
  const bytesTotal = all.length;
  for (let at = 0; at < bytesTotal; at += CHUNK)
    yield { content: all, bytesRead: Math.min(at + CHUNK, bytesTotal), bytesTotal };
}

function larger(content: Content, length: number): Content {
  const grown = new Uint8Array(memoryFor(length));
  grown.set(content);
  return grown;
}

function memoryFor(length: number): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(length);
  } catch (error) {
    throw tooLarge({ cause: error });
  }
}

function tooLarge(options?: ErrorOptions): MalformedJson {
  return new MalformedJson("file-too-large", "", options);
}
