import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { asArtifactError, noManifestIn } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";

const MANIFEST_NAMES = ["manifest.json", "manifest.json.gz"];

/** What may lie beside a manifest. */
export type SiblingKind = Exclude<ArtifactKind, "manifest">;

/** The manifest at a location: the file itself, or the one in the folder. Throws `ArtifactError`. */
export function locateManifest(location: string): string {
  if (!isFolder(location)) return location;
  const found = MANIFEST_NAMES.map((name) => join(location, name)).find((path) => existsSync(path));
  if (found === undefined) throw noManifestIn(location, MANIFEST_NAMES);
  return found;
}

/**
 * The path of a sibling, plain or packed; null where there is none. A manifest whose name has a prefix
 * (`head-manifest.json.gz`), or is only that (`head.json`), has siblings with the same prefix (`head-catalog.json`).
 */
export function locateSibling(manifest: string, kind: SiblingKind): string | null {
  const plain = join(dirname(manifest), `${prefixOf(basename(manifest))}${kind}.json`);
  return [plain, `${plain}.gz`].find((path) => existsSync(path)) ?? null;
}

function prefixOf(name: string): string {
  const stem = name.replace(/(?:\.json)?(?:\.gz)?$/u, "");
  return stem.endsWith("manifest") ? stem.slice(0, -"manifest".length) : `${stem}-`;
}

function isFolder(location: string): boolean {
  try {
    return statSync(location).isDirectory();
  } catch (error) {
    throw asArtifactError(error, location);
  }
}
