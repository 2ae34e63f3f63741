import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { asArtifactError } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { capped } from "./capped.ts";

/** The only files that are taken from a place. */
export const ARTIFACT_KINDS: readonly ArtifactKind[] = [
  "manifest",
  "catalog",
  "run_results",
  "sources",
  "semantic_manifest",
];

/** The artifact that a file is by its name, plain or packed; null for every other name. */
export function kindOfName(name: string): ArtifactKind | null {
  return ARTIFACT_KINDS.find((kind) => name === `${kind}.json` || name === `${kind}.json.gz`) ?? null;
}

/** One file on its way into a folder. */
export interface IncomingFile {
  readonly kind: ArtifactKind;
  readonly isGzip: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Writes an artifact unpacked, under its fixed name. What comes in and what is unpacked are counted, each up to `most` bytes. */
export async function saveArtifact(
  folder: string,
  { kind, isGzip, chunks }: IncomingFile,
  most: number,
): Promise<void> {
  const name = `${kind}.json`;
  const cap = { name, most };
  const incoming = capped(chunks, cap);
  const file = createWriteStream(join(folder, name), { flags: "wx" });
  try {
    if (isGzip) {
      await pipeline(
        incoming,
        createGunzip(),
        (unpacked: AsyncIterable<Uint8Array>) => capped(unpacked, cap),
        file,
      );
    } else {
      await pipeline(incoming, file);
    }
  } catch (error) {
    throw asArtifactError(error, name);
  }
}
