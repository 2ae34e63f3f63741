import { posix } from "node:path";
import { ArtifactError } from "../../errors.ts";
import { ARTIFACT_KINDS, kindOfName, saveArtifact } from "./artifact-files.ts";
import type { ArtifactKind } from "./artifact-kind.ts";

/** Where a place keeps artifacts, and how it is asked for one of its files: null when there is none. */
export interface Shelf {
  /** A folder, or the path of a manifest (`….json`, `….json.gz`). */
  readonly location: string;
  /** The location is a manifest, whatever its name, and nothing beside it can be asked for. */
  readonly isAlone?: boolean;
  readonly read: (path: string) => Promise<AsyncIterable<Uint8Array> | null>;
}

/**
 * Takes the manifest and what lies beside it into a folder. False when there is no manifest. A sibling that cannot be
 * had is left out: the review says what it misses.
 */
export async function gather(shelf: Shelf, folder: string, mostBytes: number): Promise<boolean> {
  const take = async (kind: ArtifactKind): Promise<boolean> => {
    for (const path of pathsOf(shelf, kind)) {
      const chunks = await shelf.read(path);
      if (chunks === null) continue;
      await saveArtifact(folder, { kind, isGzip: path.endsWith(".gz"), chunks }, mostBytes);
      return true;
    }
    return false;
  };
  if (!(await take("manifest"))) return false;
  for (const kind of ARTIFACT_KINDS) {
    if (kind !== "manifest") await take(kind).catch(leaveOut);
  }
  return true;
}

function leaveOut(error: unknown): void {
  if (!(error instanceof ArtifactError)) throw error;
}

/** The paths at which an artifact may be. Beside a manifest of another name than dbt's nothing is looked for. */
function pathsOf({ location, isAlone = false }: Shelf, kind: ArtifactKind): readonly string[] {
  if (isAlone) return kind === "manifest" ? [location] : [];
  if (!/\.json(?:\.gz)?$/u.test(location)) return packedOrNot(posix.join(location, `${kind}.json`));
  if (kind === "manifest") return [location];
  if (kindOfName(posix.basename(location)) !== "manifest") return [];
  return packedOrNot(posix.join(posix.dirname(location), `${kind}.json`));
}

function packedOrNot(path: string): readonly string[] {
  return [path, `${path}.gz`];
}
