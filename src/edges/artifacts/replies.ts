import { statSync } from "node:fs";
import { KnownError } from "../../errors.ts";
import { asArtifactError } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Bases } from "./bases.ts";
import { partsOf, readContent, type Content } from "./content.ts";
import { readChunks } from "./file-chunks.ts";
import { keepReplies, recallKnown } from "./keep-replies.ts";
import { KeptManifest } from "./kept-manifest.ts";
import { KnownEntries } from "./known-entries.ts";
import type { SiblingKind } from "./locate.ts";
import { nodeReducer, outlineReducer } from "./manifest-reducer.ts";
import type { Base, Job, Reply, Sent } from "./messages.ts";
import { reduceArtifact, type Reading } from "./reduce-artifact.ts";
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

/** What is said to a job: batches and an end, or all at once where an earlier run kept it. */
export async function* repliesTo(job: Job, bases: Bases): AsyncGenerator<Sent> {
  try {
    if (job.kind !== "manifest") yield* readSibling(job.kind, job.path);
    else if (job.role.side === "base") yield* await readBase(job.path, job.role, bases);
    else yield* readNodes(job.path, bases.take(job.role.against));
  } catch (caught) {
    const error = asArtifactError(caught, job.path);
    if (!(error instanceof KnownError)) throw error;
    yield { type: "failed", code: error.code, advice: error.advice };
  }
}

/** A function of its own, so that nothing holds the content where it is not needed: it is as large as the file. */
async function readBase(
  path: string,
  { number, keepIn, head }: Base,
  bases: Bases,
): Promise<Iterable<Sent> | AsyncIterable<Sent>> {
  // Where nothing is the same, every node is asked for: it is read at once, in this thread, and for this head.
  const isLarge = statSync(path).size > TAKEN_AT_ONCE;
  if (isLarge && (await sharesLittle(path, head))) return readNodes(path, undefined);
  const content = await readContent(path);
  const known = new KnownEntries(content);
  const kept = keptManifest(content, keepIn);
  const records = kept?.read() ?? null;
  if (records !== null) {
    recallKnown(records, known);
    bases.add(number, known);
    return [{ type: "kept", records, content }];
  }
  if (!isLarge && (await sharesLittle(path, head))) return readNodes(path, undefined);
  bases.add(number, known);
  const reading = { kind: "manifest", path, reducer: outlineReducer(content, known) } as const;
  const replies = read(reading, content);
  return kept === null ? replies : keepReplies(replies, kept, known);
}

/** Bytes. What is smaller is taken into memory and looked for among what was kept, before anything is said of head. */
const TAKEN_AT_ONCE = 64_000_000;

/** `known`: the entries of base, if any. */
function readNodes(path: string, known: KnownEntries | undefined): AsyncGenerator<Reply<"manifest">> {
  return read({ kind: "manifest", path, reducer: nodeReducer(known) });
}

function readSibling<K extends SiblingKind>(kind: K, path: string): AsyncGenerator<Reply<K>> {
  return read({ kind, path, reducer: SIBLINGS[kind]() });
}

const NO_CONTENT: Content = new Uint8Array(new SharedArrayBuffer(0));

/** `content`: what the file holds, where it is in memory. */
async function* read<K extends ArtifactKind>(
  reading: Reading<K>,
  content?: Content,
): AsyncGenerator<Reply<K>> {
  const pieces = content === undefined ? readChunks(reading.path) : partsOf(content);
  const batches = reduceArtifact(reading, pieces);
  let next = await batches.next();
  while (next.done !== true) {
    yield { type: "batch", batch: next.value, content: content ?? NO_CONTENT };
    next = await batches.next();
  }
  yield { type: "done", rest: next.value };
}

/** Bytes. What is smaller is read sooner than it is found; what is larger would push out everything else. */
const WORTH_KEEPING = { least: 2_000_000, most: 500_000_000 };

/** Where the replies on a base are kept. A head is another one in every run, and mostly leapt over. */
function keptManifest(content: Content, keepIn: string | null): KeptManifest | null {
  const isWorth = content.length >= WORTH_KEEPING.least && content.length <= WORTH_KEEPING.most;
  return keepIn === null || !isWorth ? null : new KeptManifest(keepIn, content);
}
