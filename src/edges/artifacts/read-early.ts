import { closeSync, openSync, readSync, statSync } from "node:fs";
import { nextTurn } from "../thread/next-turn.ts";
import { TAKEN_AT_ONCE, type Content } from "./content.ts";
import { isGzip } from "./file-chunks.ts";
import type { EarlyContent } from "./messages.ts";

/** Bytes. What the thread that reads would not take sooner, once it has started. */
const MOST = { base: TAKEN_AT_ONCE, head: 16_000_000 };

/** Bytes that are read in one turn of the event loop. */
const STEP = 16_000_000;

/** Nothing was read early: the thread runs already. */
export const NOT_READ: EarlyContent = { base: null, head: null };

/** Reads what two manifests hold while the thread that takes them starts; null where that thread must read a file itself. */
export async function readEarly(base: string, head: string): Promise<EarlyContent> {
  const content = await readSteps(base, MOST.base);
  return {
    base: content,
    head: content === null || content.length > MOST.head ? null : await readSteps(head, MOST.head),
  };
}

async function readSteps(path: string, most: number): Promise<Content | null> {
  try {
    const stats = statSync(path);
    // To open a pipe may take for ever.
    if (!stats.isFile() || stats.size > most) return null;
    const content = new Uint8Array(new SharedArrayBuffer(stats.size));
    const file = openSync(path, "r");
    try {
      return (await fill(content, file)) ? content : null;
    } finally {
      closeSync(file);
    }
  } catch {
    // The thread says what is wrong with it.
    return null;
  }
}

/** False where the file holds something else than its size says, or is packed. */
async function fill(content: Content, file: number): Promise<boolean> {
  for (let at = 0; at < content.length;) {
    const length = readSync(file, content, at, Math.min(STEP, content.length - at), null);
    if (length === 0 || isGzip(content)) return false;
    at += length;
    await nextTurn();
  }
  return content.length > 0;
}
