import { addEntry, finishProject, startProject } from "../../core/manifest/assemble.ts";
import type { UniqueId } from "../../core/manifest/node.ts";
import type { Section } from "../../core/manifest/parse-entry.ts";
import type { Node, Project } from "../../core/manifest/project.ts";
import type { ProjectTraits } from "./fidelity-notes.ts";
import { ColumnStore } from "./pack-columns.ts";
import type { Batch } from "./reduce-artifact.ts";
import { shareParts } from "./share-parts.ts";
import type { Progress, WorkerReader } from "./worker-reader.ts";

/** What is remembered of a Project that was read, for the reading of the other side. */
interface Memory {
  readonly digests: string;
  readonly rootPackages: readonly string[];
}

// Kept beside the Project, because it is a matter of reading only, and gone with it.
const memories = new WeakMap<Project, Memory>();

/** A manifest, read. */
export interface ReadManifest {
  readonly project: Project;
  readonly traits: ProjectTraits;
}

interface ManifestOptions {
  readonly like: Project | undefined;
  readonly onProgress: Progress;
  /** The folder in which a base is kept for other runs; null for none. */
  readonly keepIn: string | null;
}

/** Reads a manifest; what is equal in `like`, whole entries or parts of them, becomes the very values of `like`. */
export async function readManifest(
  reader: WorkerReader,
  path: string,
  { like, onProgress, keepIn }: ManifestOptions,
): Promise<ReadManifest> {
  const draft = startProject();
  const store = new ColumnStore();
  const traits = { hasFreshness: false, hasSemanticModels: false };
  const memory = like === undefined ? undefined : memories.get(like);
  const job = { kind: "manifest", path, known: memory?.digests ?? "", keepIn } as const;
  const onBatch = (batch: Batch<"manifest">): void => {
    for (const [section, id, own, columns] of batch.items) {
      const known = sharedNode(like, section, id);
      const node = own === null ? known : shared(store.unpack(own, columns), known);
      if (node === undefined) continue;
      addEntry(draft, section, node);
      if (node.resourceType === "semantic_model") traits.hasSemanticModels = true;
      else if (node.resourceType === "source" && node.freshness !== null) traits.hasFreshness = true;
    }
    onProgress(path, batch.bytesRead, batch.bytesTotal);
  };
  const { metadata, rootPackages, digests } = await reader.read(job, onBatch);
  // Shared entries were not looked into: what base said about them holds here too.
  const roots = new Set([...rootPackages, ...(memory?.rootPackages ?? [])]);
  const project = finishProject(draft, metadata, roots);
  memories.set(project, { digests, rootPackages: [...roots] });
  return { project, traits };
}

function shared(node: Node, known: Node | undefined): Node {
  return known === undefined ? node : shareParts(node, known);
}

function sharedNode(like: Project | undefined, section: Section, id: UniqueId): Node | undefined {
  if (section === "disabled") return like?.disabled[id];
  return section === "macros" ? like?.macros[id] : like?.nodes[id];
}
