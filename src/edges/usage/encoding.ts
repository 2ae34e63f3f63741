import { open } from "node:fs/promises";

/** How a file spells letters, as far as its beginning tells: what is neither UTF-8 nor UTF-16 is `latin-1` where that fits, else `mixed`. */
export type Encoding = "utf-8" | "utf-16" | "latin-1" | "mixed";

/** Bytes of a file that are looked at. */
const LOOKED_AT = 4_194_304;

/** The encoding of a file; packed ones are taken to be UTF-8. Throws what reading the file throws. */
export async function encodingOf(file: string): Promise<Encoding> {
  if (/\.(?:gz|zst)$/iu.test(file)) return "utf-8";
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return encodingIn(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function encodingIn(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked) return "utf-16";
  if (isUtf8(bytes)) return "utf-8";
  // Latin-1 has no letters there: they come from other code pages, or from UTF-8 in other lines.
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f) ? "mixed" : "latin-1";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
