import type { Side } from "../../core/manifest/artifacts.ts";
import { ArtifactError } from "../../errors.ts";
import type { ArtifactSource } from "../../ports.ts";
import { noteManifest, noteProjectFile } from "./fidelity-notes.ts";
import { locateManifest } from "./locate.ts";
import { projectFolder } from "./project-folder.ts";
import { readManifest } from "./read-manifest.ts";
import { readSiblings } from "./read-siblings.ts";
import { WorkerReader, type Progress } from "./worker-reader.ts";

export interface PathOptions {
  /** Called about twice per megabyte: how far the reading of a file has come, in bytes of the file. */
  readonly onProgress?: Progress;
  /** What the notes call a side that is read alone. By default the first side is `base`, one with a `like` is `head`. */
  readonly side?: string;
  /** Who reads; by default somebody who does nothing else. */
  readonly reader?: WorkerReader;
  /** A folder to keep what became of large bases in for other runs; without it there is none. */
  readonly folder?: string | null;
}

/**
 * Artifacts on disk. A location is a manifest (`manifest.json`, `manifest.json.gz`) or a folder that holds it,
 * such as dbt's `target`; what lies beside it is read too. Parsing runs in a worker thread.
 */
export function fromPath(options: PathOptions = {}): ArtifactSource {
  const { reader = new WorkerReader(), onProgress = () => {}, folder: keepIn = null } = options;
  return {
    expect: (base, head) => {
      const [path, other] = [foundManifest(base), foundManifest(head)];
      if (path !== null && other !== null) reader.expect({ path, keepIn }, other);
    },
    readSide: async (location, like, projectFile) => {
      const manifest = locateManifest(location);
      const side = options.side ?? (like === undefined ? "base" : "head");
      const read = await readManifest(reader, manifest, { like, onProgress, keepIn });
      const siblings = await readSiblings({ ...read, reader, manifest, side, onProgress });
      const { project } = read;
      const { settings, why } = await readSettings(manifest, projectFile);
      const notes = [
        noteManifest(side, project),
        ...siblings.notes,
        ...(why === null ? [] : [noteProjectFile(side, why)]),
      ];
      return { ...siblings, project, settings, notes };
    },
  };
}

/** Null where there is none: whoever reads that side says so. */
function foundManifest(location: string): string | null {
  try {
    return locateManifest(location);
  } catch (error) {
    if (error instanceof ArtifactError) return null;
    throw error;
  }
}

/** What reads YAML is loaded where there is some. */
async function readSettings(manifest: string, text: string | null | undefined): Promise<Settings> {
  const folder = text === undefined ? projectFolder(manifest) : null;
  if (typeof text !== "string" && folder === null) return { settings: null, why: null };
  const { parseProjectFile, readProjectFile } = await import("./project-file.ts");
  return folder === null ? parseProjectFile(text ?? "") : readProjectFile(folder);
}

/** `why`: what is wrong with the project file; null where nothing is, or there is none. */
interface Settings {
  readonly settings: Side["settings"];
  readonly why: string | null;
}
