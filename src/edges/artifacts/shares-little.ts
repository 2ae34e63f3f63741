import { statSync } from "node:fs";
import { partsOf } from "./content.ts";
import { readChunks, type FileChunk } from "./file-chunks.ts";
import { KnownEntries } from "./known-entries.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import { reduceArtifact } from "./reduce-artifact.ts";
import type { ManifestItem, Reducer } from "./reduction.ts";

/** Bytes. In what is smaller it is sooner read than found out. */
const WORTH_ASKING = 20_000_000;

/**
 * Whether hardly an entry is the same in both manifests, going by how they begin. Where head was built into a schema of
 * its own, every entry names that schema.
 */
export async function sharesLittle(
  base: string,
  head: string | null,
  worthAsking = WORTH_ASKING,
): Promise<boolean> {
  if (head === null) return false;
  try {
    if (statSync(base).size < worthAsking) return false;
    const { bytes } = await firstOf(readChunks(base));
    const known = new KnownEntries(bytes);
    await firstItems(outlineReducer(bytes, known), bytes);
    const items = await firstItems(nodeReducer(known), (await firstOf(readChunks(head))).bytes);
    const same = items.reduce((sum, item) => sum + (item[0] === "same" ? item[2] : 0), 0);
    const others = items.filter(([what]) => what !== "same").length;
    return same < (same + others) / 4;
  } catch {
    // Whoever reads them next says what is wrong with them.
    return false;
  }
}

async function firstOf(chunks: AsyncIterable<FileChunk>): Promise<FileChunk> {
  for await (const chunk of chunks) return chunk;
  throw new Error("there is none");
}

async function firstItems(reducer: Reducer<"manifest">, bytes: Uint8Array): Promise<readonly ManifestItem[]> {
  const reading = { kind: "manifest", path: "", reducer } as const;
  for await (const { items } of reduceArtifact(reading, partsOf(bytes))) return items;
  return [];
}
