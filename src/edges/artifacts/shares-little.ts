import { partsOf } from "./content.ts";
import { CHUNK, readChunks } from "./file-chunks.ts";
import { KnownEntries } from "./known-entries.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import { reduceArtifact, type Batch, type Pieces } from "./reduce-artifact.ts";
import type { Reducer } from "./reduction.ts";

/** Bytes. In what is smaller it is sooner read than found out. */
const WORTH_ASKING = 20_000_000;

/**
 * Whether hardly an entry of `base`, a file's content, is the same in the file `head`, going by how they begin. Where head
 * was built into a schema of its own, every entry names that schema.
 */
export async function sharesLittle(
  base: Uint8Array,
  head: string | null,
  worthAsking = WORTH_ASKING,
): Promise<boolean> {
  if (head === null || base.length < worthAsking) return false;
  try {
    const start = base.subarray(0, CHUNK);
    const known = new KnownEntries(start);
    await firstItems(outlineReducer(start, known), partsOf(start));
    const items = await firstItems(nodeReducer(known), readChunks(head));
    const same = items.reduce((sum, item) => sum + (item[0] === "same" ? item[2] : 0), 0);
    const others = items.filter(([what]) => what !== "same").length;
    return same < (same + others) / 4;
  } catch {
    // Whoever reads them next says what is wrong with them.
    return false;
  }
}

async function firstItems(reducer: Reducer<"manifest">, pieces: Pieces): Promise<Batch<"manifest">["items"]> {
  for await (const batch of reduceArtifact({ kind: "manifest", path: "", reducer }, pieces))
    return batch.items;
  return [];
}
