import { addEntry, finishProject, startProject } from "../../core/manifest/assemble.ts";
import type { UniqueId } from "../../core/manifest/node.ts";
import type { Section } from "../../core/manifest/parse-entry.ts";
import type { Node, Project } from "../../core/manifest/project.ts";
import type { ProjectTraits } from "./fidelity-notes.ts";
import { lazyNode, wholeNode } from "./lazy-node.ts";
import type { ManifestJob } from "./messages.ts";
import { ColumnStore } from "./pack-columns.ts";
import type { ManifestItem } from "./reduction.ts";
import { shareParts } from "./share-parts.ts";
import type { Progress, WorkerReader } from "./worker-reader.ts";

/** What is remembered of a Project that was read on its own, for the reading of the other side. */
interface Memory {
  /** Who read it, and the number by which its thread remembers the entries. */
  readonly reader: WorkerReader;
  readonly number: number;
  readonly rootPackages: readonly string[];
  /** Its entries in the order in which they were told. */
  readonly entries: readonly SectionNode[];
}

type SectionNode = readonly [section: Section, node: Node];

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
  const traits = { hasFreshness: false, hasSemanticModels: false };
  const memory = like === undefined ? undefined : memories.get(like);
  const job = like === undefined ? reader.baseJob({ path, keepIn }) : headJob(path, reader, memory);
  const entries: SectionNode[] = [];
  const add = (entry: SectionNode): void => {
    const [section, node] = entry;
    addEntry(draft, section, node);
    if (job.role.side === "base") entries.push(entry);
    if (node.resourceType === "semantic_model") traits.hasSemanticModels = true;
    else if (node.resourceType === "source" && node.freshness !== null) traits.hasFreshness = true;
  };
  const nodeOf = itemReader(path, like);
  const take = (item: ManifestItem, content: Uint8Array): void => {
    if (item[0] !== "same") add([item[0], nodeOf(item, content)]);
    else memory?.entries.slice(item[1], item[1] + item[2]).forEach(add);
  };
  const { metadata, rootPackages } = await reader.read(job, { take, onProgress });
  // Shared entries were not looked into: what base said about them holds here too.
  const roots = new Set([...rootPackages, ...(memory?.rootPackages ?? [])]);
  const project = finishProject(draft, metadata, roots);
  if (job.role.side === "base")
    memories.set(project, { reader, number: job.role.number, rootPackages: [...roots], entries });
  return { project, traits };
}

/** No base has the number 0. */
function headJob(path: string, reader: WorkerReader, memory: Memory | undefined): ManifestJob {
  const against = memory?.reader === reader ? memory.number : 0;
  return { kind: "manifest", path, role: { side: "head", against } };
}

/** What is told of one entry. */
type EntryItem = Exclude<ManifestItem, readonly ["same", number, number]>;

/** Makes nodes of what is told of them, with what is equal in `like`. */
function itemReader(path: string, like: Project | undefined): (item: EntryItem, content: Uint8Array) => Node {
  const store = new ColumnStore();
  return (item, content) => {
    const [section, what, told] = item;
    if (what === "node") return shared(store.unpack(item[3], item[4]), sharedNode(like, section, told));
    return lazyNode({ section, outline: told, path, content, at: item[3], length: item[4] });
  };
}

function shared(node: Node, known: Node | undefined): Node {
  if (known === undefined) return node;
  const whole = wholeNode(known);
  const like = shareParts(node, whole);
  return like === whole ? known : like;
}

function sharedNode(like: Project | undefined, section: Section, id: UniqueId): Node | undefined {
  if (section === "disabled") return like?.disabled[id];
  return section === "macros" ? like?.macros[id] : like?.nodes[id];
}
