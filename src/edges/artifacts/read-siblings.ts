import { record } from "../../core/manifest/assemble.ts";
import type { Side } from "../../core/manifest/artifacts.ts";
import type { Project } from "../../core/manifest/project.ts";
import type { CatalogColumn } from "../../core/manifest/siblings.ts";
import type { Fidelity } from "../../core/report.ts";
import { KnownError } from "../../errors.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import { noteMissing, noteSibling, noteUnreadable, type ProjectTraits } from "./fidelity-notes.ts";
import { locateSibling, type SiblingKind } from "./locate.ts";
import type { Reductions } from "./reduction.ts";
import type { Progress, WorkerReader } from "./worker-reader.ts";

/** What is needed to read what lies beside a manifest. */
export interface SiblingRequest {
  readonly reader: WorkerReader;
  /** Path of the manifest. */
  readonly manifest: string;
  readonly project: Project;
  readonly traits: ProjectTraits;
  /** `base`, `head` or another name for the side, for the notes. */
  readonly side: string;
  readonly onProgress: Progress;
}

type Siblings = Omit<Side, "project" | "settings">;

/** Reads what lies beside the manifest. Nothing of it is needed: what is missing or broken becomes a note. */
export async function readSiblings(request: SiblingRequest): Promise<Siblings> {
  const notes: Fidelity[] = [];
  const catalog = await readSibling(request, "catalog", notes);
  const runResults = await readSibling(request, "run_results", notes);
  const sources = await readSibling(request, "sources", notes);
  const semanticManifest = await readSibling(request, "semantic_manifest", notes);
  const columns = record<readonly CatalogColumn[]>();
  for (const [id, found] of catalog?.items ?? []) columns[id] = found;
  return {
    catalog: catalog === null ? null : { ...catalog.rest, columns },
    runResults: runResults === null ? null : { ...runResults.rest, results: runResults.items },
    sourceFreshness:
      sources === null ? null : { generatedAt: sources.rest.generatedAt, results: sources.items },
    semanticManifest: semanticManifest?.rest ?? null,
    notes,
  };
}

interface Found<K extends ArtifactKind> {
  readonly items: readonly Reductions[K]["item"][];
  readonly rest: Reductions[K]["rest"];
}

async function readSibling<K extends SiblingKind>(
  request: SiblingRequest,
  kind: K,
  notes: Fidelity[],
): Promise<Found<K> | null> {
  const { manifest, project, side } = request;
  const path = locateSibling(manifest, kind);
  if (path === null) {
    const note = noteMissing(side, kind, request.traits);
    if (note !== null) notes.push(note);
    return null;
  }
  try {
    const found = await readItems(request, kind, path);
    notes.push(noteSibling(side, kind, isStale(kind, found.rest, project)));
    return found;
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    notes.push(noteUnreadable(side, kind, error));
    return null;
  }
}

async function readItems<K extends SiblingKind>(
  { reader, onProgress }: SiblingRequest,
  kind: K,
  path: string,
): Promise<Found<K>> {
  const items: Reductions[K]["item"][] = [];
  const take = (item: Reductions[K]["item"]): void => {
    items.push(item);
  };
  const rest = await reader.read({ kind, path }, { take, onProgress });
  return { items, rest };
}

/** A catalog describes the warehouse at one moment; the others are read for what they say of the last run. */
function isStale(kind: SiblingKind, rest: object, project: Project): boolean {
  const { invocationId } = project.metadata;
  if (kind !== "catalog" || invocationId === null) return false;
  return "invocationId" in rest && rest.invocationId !== null && rest.invocationId !== invocationId;
}
