import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";

/** Half a megabyte: what one hand-over to the main thread is made of. */
export const CHUNK = 1 << 19;

/** One piece of a file's content, and how much of the file has been read by then. */
export interface FileChunk {
  /** Valid until the next chunk is asked for. */
  readonly bytes: Buffer;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Reads a file in chunks, unpacked where its content begins like gzip, whatever its name. */
export async function* readChunks(path: string): AsyncGenerator<FileChunk> {
  const file = openSync(path, "r");
  try {
    const bytesTotal = fstatSync(file).size;
    if (isGzip(startOf(file))) yield* unpacked(path, bytesTotal);
    else yield* plain(file, bytesTotal);
  } finally {
    closeSync(file);
  }
}

/** Whether bytes begin like gzip. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function startOf(file: number): Buffer {
  const start = Buffer.alloc(2);
  readSync(file, start, 0, 2, 0);
  return start;
}

/** In a worker thread, reading synchronously is the fastest way and blocks nobody. */
function* plain(file: number, bytesTotal: number): Generator<FileChunk> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let bytesRead = 0;
  for (;;) {
    const length = readSync(file, buffer, 0, CHUNK, bytesRead);
    if (length === 0) return;
    bytesRead += length;
    yield { bytes: buffer.subarray(0, length), bytesRead, bytesTotal };
  }
}

async function* unpacked(path: string, bytesTotal: number): AsyncGenerator<FileChunk> {
  const { createGunzip } = await import("node:zlib");
  const file = createReadStream(path, { highWaterMark: CHUNK / 4 });
  const gunzip = createGunzip({ chunkSize: CHUNK });
  file.on("error", (error) => gunzip.destroy(error));
  const chunks: AsyncIterable<Buffer> = file.pipe(gunzip);
  try {
    for await (const bytes of chunks) yield { bytes, bytesRead: file.bytesRead, bytesTotal };
  } finally {
    file.destroy();
  }
}
