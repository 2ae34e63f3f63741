import { statSync } from "node:fs";
import { KnownError } from "../../errors.ts";
import { asArtifactError } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Bases } from "./bases.ts";
import { partsOf, readContent, TAKEN_AT_ONCE, type Content } from "./content.ts";
import { readChunks } from "./file-chunks.ts";
import { KnownEntries } from "./known-entries.ts";
import type { SiblingKind } from "./locate.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import type { KeptManifest } from "./kept-manifest.ts";
import type { Base, Job, KeptReplies, Reply, Sent } from "./messages.ts";
import { reduceArtifact, type Pieces, type Reading } from "./reduce-artifact.ts";
import type { Reducer } from "./reduction.ts";
import { sharesLittle } from "./shares-little.ts";
import {
  catalogReducer,
  runResultsReducer,
  semanticManifestReducer,
  sourcesReducer,
} from "./sibling-reducers.ts";

const SIBLINGS: { readonly [K in SiblingKind]: () => Reducer<K> } = {
  catalog: catalogReducer,
  run_results: runResultsReducer,
  sources: sourcesReducer,
  semantic_manifest: semanticManifestReducer,
};

/**
 * What is said to a job: batches and an end, or all at once where an earlier run kept it. `early`: what the file holds, where
 * it was read already.
 */
export async function* repliesTo(job: Job, bases: Bases, early: Content | null): AsyncGenerator<Sent> {
  try {
    if (job.kind !== "manifest") yield* readSibling(job.kind, job.path);
    else if (job.role.side === "base") yield* await readBase({ ...job.role, path: job.path }, bases, early);
    else yield* readNodes(job.path, bases.take(job.role.against), early);
  } catch (caught) {
    const error = asArtifactError(caught, job.path);
    if (!(error instanceof KnownError)) throw error;
    yield { type: "failed", code: error.code, advice: error.advice };
  }
}

/** A function of its own, so that nothing holds the content where it is not needed: it is as large as the file. */
async function readBase(
  { path, number, keepIn, head }: Base & Pick<Job, "path">,
  bases: Bases,
  early: Content | null,
): Promise<Iterable<Sent> | AsyncIterable<Sent>> {
  // Where nothing is the same, every node is asked for: it is read at once, in this thread, and for this head.
  const isLarge = early === null && statSync(path).size > TAKEN_AT_ONCE;
  if (isLarge && (await sharesLittle(path, head))) return readNodes(path, undefined);
  const content = early ?? (await readContent(path));
  const known = new KnownEntries(content);
  const kept = await keptManifest(content, keepIn);
  const records = kept === null ? null : await recall(kept, known);
  if (records !== null) {
    bases.add(number, known);
    return [{ type: "kept", records, content }];
  }
  if (!isLarge && (await sharesLittle(path, head))) return readNodes(path, undefined);
  bases.add(number, known);
  const reading = { kind: "manifest", path, reducer: outlineReducer(content, known) } as const;
  const replies = read(reading, partsOf(content), content);
  if (kept === null) return replies;
  const { keepReplies } = await import("./keep-replies.ts");
  return keepReplies(replies, kept, known);
}

/** What an earlier run kept, with which `known` is filled; null where there is nothing. What keeps is loaded where somebody does. */
async function recall(kept: KeptManifest, known: KnownEntries): Promise<KeptReplies["records"] | null> {
  const records = kept.read();
  if (records === null) return null;
  const { recallKnown } = await import("./keep-replies.ts");
  recallKnown(records, known);
  return records;
}

/** `known`: the entries of base, if any. */
function readNodes(
  path: string,
  known: KnownEntries | undefined,
  content: Content | null = null,
): AsyncGenerator<Reply<"manifest">> {
  const pieces = content === null ? readChunks(path) : partsOf(content);
  return read({ kind: "manifest", path, reducer: nodeReducer(known) }, pieces);
}

function readSibling<K extends SiblingKind>(kind: K, path: string): AsyncGenerator<Reply<K>> {
  return read({ kind, path, reducer: SIBLINGS[kind]() }, readChunks(path));
}

const NO_CONTENT: Content = new Uint8Array(new SharedArrayBuffer(0));

/** `content`: to which what is told refers. */
async function* read<K extends ArtifactKind>(
  reading: Reading<K>,
  pieces: Pieces,
  content = NO_CONTENT,
): AsyncGenerator<Reply<K>> {
  const batches = reduceArtifact(reading, pieces);
  let next = await batches.next();
  while (next.done !== true) {
    yield { type: "batch", batch: next.value, content };
    next = await batches.next();
  }
  yield { type: "done", rest: next.value };
}

/** Bytes. What is smaller is read sooner than it is found; what is larger would push out everything else. */
const WORTH_KEEPING = { least: 2_000_000, most: 500_000_000 };

/** Where the replies on a base are kept. A head is another one in every run, and mostly leapt over. */
async function keptManifest(content: Content, keepIn: string | null): Promise<KeptManifest | null> {
  const isWorth = content.length >= WORTH_KEEPING.least && content.length <= WORTH_KEEPING.most;
  if (keepIn === null || !isWorth) return null;
  const { KeptManifest: Kept } = await import("./kept-manifest.ts");
  return new Kept(keepIn, content);
}
