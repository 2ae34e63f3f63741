import { statSync } from "node:fs";
import { readChunks } from "./file-chunks.ts";
import { KnownEntries } from "./known-entries.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import { reduceArtifact, type Batch } from "./reduce-artifact.ts";
import type { Reducer } from "./reduction.ts";

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
    const known = new KnownEntries();
    await firstBatch(base, outlineReducer(known));
    const items = await firstBatch(head, nodeReducer(known));
    return items.filter(([, , what]) => what === "same").length < items.length / 4;
  } catch {
    // Whoever reads them next says what is wrong with them.
    return false;
  }
}

async function firstBatch(path: string, reducer: Reducer<"manifest">): Promise<Batch<"manifest">["items"]> {
  for await (const batch of reduceArtifact({ kind: "manifest", path, reducer }, readChunks(path)))
    return batch.items;
  return [];
}
